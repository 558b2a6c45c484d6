"""Lets web load while the database is still being made, and holds it back until there is a page to show.

Gunicorn waits at it after loading, before it serves (`ideas_platform/serving/options.py`), and tells the
supervisor when it does serve.
"""

import os
from contextlib import suppress

DESCRIPTOR = "LOCAL_MODE_GATE"
READY = "LOCAL_MODE_READY"


class Gate:
    """A pipe on which nothing is ever sent: who reads from it waits until the other end is closed."""

    def __init__(self) -> None:
        self.descriptor, self._closed_by = os.pipe()
        self.is_open = False

    def open(self) -> None:
        """Let all through who wait, and all who come later."""
        if not self.is_open:
            os.close(self._closed_by)
            self.is_open = True


class Ready:
    """A pipe on which a new web process says that it serves."""

    def __init__(self) -> None:
        self._hears, self.descriptor = os.pipe()
        os.set_blocking(self._hears, False)

    def is_said(self) -> bool:
        """Return whether it was said since this was asked last."""
        try:
            return bool(os.read(self._hears, 64))
        except BlockingIOError:
            return False


def wait_at_gate() -> None:
    """Wait until the gate is open; it is, where the supervisor was killed, and where there is none."""
    if DESCRIPTOR in os.environ:
        os.read(int(os.environ[DESCRIPTOR]), 1)


def say_ready() -> None:
    """Tell the supervisor, if there is one that still listens."""
    if READY in os.environ:
        with suppress(OSError):
            os.write(int(os.environ[READY]), b".")
