"""Lets web load while the database is still being made, and holds it back until there is a page to show.

Also gunicorn's configuration in local mode: it calls `when_ready` after loading, before it serves.
"""

import os
from typing import Any

DESCRIPTOR = "LOCAL_MODE_GATE"


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


def when_ready(_server: Any) -> None:
    """Wait until the gate is open; it is, where the supervisor was killed."""
    os.read(int(os.environ[DESCRIPTOR]), 1)
