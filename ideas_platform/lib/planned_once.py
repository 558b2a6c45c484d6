"""The few statements of every request: psycopg has PostgreSQL plan them once on each connection.

Django puts values into the words of a statement, so that each is another one to psycopg. These send them
beside it, by psycopg's plain cursor inside Django's, which counts, logs and refuses them like any other.
Whether plans are kept is the connection's matter (`prepare_threshold`): behind a pooler none is.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from psycopg import Cursor


def fetch_all(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement for these values; raises what Django raises for one."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        plain: Any = Cursor(connection.connection)  # Django's types know its own cursors only
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(plain) as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
