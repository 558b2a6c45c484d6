"""Advisory locks of PostgreSQL: one run at a time, gone with the transaction or connection that held them."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def lock_number(*parts: object) -> int:
    """Return the signed 64-bit number that PostgreSQL locks for these words."""
    digest = hashlib.sha256(":".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def lock_until_commit(*parts: object) -> None:
    """Hold the lock of these words until the transaction ends; waits until it is free."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock_number(*parts)])


def try_until_commit(*parts: object, shared: bool = False) -> bool:
    """Return whether the lock of these words is free; if so, hold it until the transaction ends.

    Any number of transactions may share a lock, as long as nobody holds it alone.
    """
    suffix = "_shared" if shared else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock{suffix}(%s)", [lock_number(*parts)])
        return bool(cursor.fetchone()[0])


@contextmanager
def advisory_lock(*parts: object, wait: bool = False, shared: bool = False) -> Iterator[bool]:
    """Hold the lock of these words for the block; yields whether it was free (always true with `wait`).

    For what is more than one transaction. It needs a connection of its own, so never call it in a request.

    Any number of blocks may share a lock, as long as nobody holds it alone.
    """
    number, suffix = lock_number(*parts), "_shared" if shared else ""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute(f"SELECT pg_advisory_lock{suffix}(%s)", [number])
            held = True
        else:
            cursor.execute(f"SELECT pg_try_advisory_lock{suffix}(%s)", [number])
            held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock{suffix}(%s)", [number])
