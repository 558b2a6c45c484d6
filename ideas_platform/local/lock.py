"""One supervisor or command for each DATA_DIR."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Held(Exception):  # noqa: N818 - it is an answer, not a fault
    """Another process has the lock; the message says which, as it wrote itself down."""


@contextmanager
def hold_lock(path: Path, holder: str) -> Iterator[None]:
    """Hold the lock at `path` in the name of `holder`; raises Held if another process does.

    The lock goes with this process, however it ends; its children do not inherit it.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Held(path.read_text().strip()) from None
        os.truncate(descriptor, 0)
        os.write(descriptor, f"{holder} {os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)
