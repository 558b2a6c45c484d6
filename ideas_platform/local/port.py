"""The port of the site in local mode, for commands: what they print and write into letters leads there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ideas_platform.local.paths import Paths

USUAL = 8000


@contextmanager
def note_port(paths: Paths, port: int) -> Iterator[None]:
    """Write down the port for as long as the block runs."""
    paths.port.write_text(f"{port}\n")
    try:
        yield
    finally:
        paths.port.unlink(missing_ok=True)


def find_port(paths: Paths) -> int:
    """Return the port on which the site runs, or would where nobody names another."""
    try:
        return int(paths.port.read_text())
    except (OSError, ValueError):
        return USUAL
