"""What is in the tables, in two numbers for each: how many rows, and a sum over all that stands in them."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection
from psycopg import sql

_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
  AND relpersistence = 'p' ORDER BY relname
"""
_SUM = "SELECT count(*), coalesce(sum(hashtextextended(one::text, 0)::numeric), 0)::text FROM {} one"

Fingerprints = dict[str, tuple[int, str]]


def take_fingerprints(without: Collection[str] = ()) -> Fingerprints:
    """Return for each table the number of its rows and the sum of their hashes.

    Unlogged tables and those of `without` are left out. Equal tables have equal numbers, in whatever order
    their rows lie.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        names = [name for (name,) in cursor.fetchall() if name not in without]
        found: Fingerprints = {}
        for name in names:
            cursor.execute(sql.SQL(_SUM).format(sql.Identifier(name)))
            number, total = cursor.fetchone()
            found[name] = (number, total)
    return found


def has_tables() -> bool:
    """Return whether there is any table, ours or not, in the database."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        return cursor.fetchone() is not None
