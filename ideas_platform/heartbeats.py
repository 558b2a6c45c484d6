"""Signs of life of the processes that work in the background."""

import time
from datetime import timedelta

from django.db import DatabaseError, connection

EVERY = 10.0
STALE = timedelta(seconds=45)
_last_beat: dict[str, float] = {}


def record_heartbeat(name: str) -> None:
    """Note in the database that `name` (worker, beat) is alive, at most every ten seconds."""
    if time.monotonic() - _last_beat.get(name, -EVERY) < EVERY:
        return
    _last_beat[name] = time.monotonic()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO workshops_housekeeping (name, at) VALUES (%s, now())"
                " ON CONFLICT (name) DO UPDATE SET at = now()",
                [name],
            )
    except DatabaseError:
        connection.close()


def find_heartbeat(name: str) -> str:
    """Return "ok", or "away" where there was no sign of life for a while."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() - at FROM workshops_housekeeping WHERE name = %s", [name])
        row = cursor.fetchone()
    return "ok" if row and row[0] < STALE else "away"
