"""What lies in the pages of a table's file, dead or alive: read with PostgreSQL's own `pageinspect`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.db import connection

from ideas_platform.local.paths import SUPERUSER

# Line pointers that lead to a row (lp_flags 1), dead or alive.
_ROWS = """
SELECT t_xmin::text::bigint, t_xmax::text::bigint, t_ctid::text
FROM generate_series(
        0, pg_relation_size(%(table)s::text::regclass) / current_setting('block_size')::int - 1
    ) block,
    heap_page_items(get_raw_page(%(table)s::text, block::int)) WHERE lp_flags = 1
"""
_TOAST = "SELECT reltoastrelid::regclass::text FROM pg_class WHERE oid = %s::regclass AND reltoastrelid <> 0"

_LEAVES = "SELECT relid::regclass::text FROM pg_partition_tree(%s::regclass) WHERE isleaf"


@dataclass(frozen=True)
class Row:
    """The header of one row in a page: who wrote it, who locked or replaced it (0 for nobody)."""

    xmin: int
    xmax: int

    def is_before(self, start: int) -> bool:
        """Return whether one of the two did so before this transaction."""
        return self.xmin < start or 0 < self.xmax < start


@contextmanager
def superuser() -> Iterator[psycopg.Connection]:
    """Yield a connection to the test's database that may read pages and everybody's files.

    The site's own account may not. It sees what was committed.
    """
    names = ("host", "port", "user", "password", "dbname")
    where = {name: value for name, value in connection.get_connection_params().items() if name in names}
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
        who = {} if cursor.fetchone()[0] else {"user": SUPERUSER}
    with psycopg.connect(**{**where, **who}, autocommit=True) as other:
        yield other


def read_all_rows(tables: Iterable[str]) -> dict[str, list[Row]]:
    """Return the header of each row that is still in the pages of these tables, dead or alive.

    Of those too, by their own names, in which the long texts of these tables lie.
    """
    with superuser() as other:
        other.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
        names = [name for table in tables for name in (table, *_find_toast(other, table))]
        return {name: _read_rows(other, name) for name in names}


def read_rows(table: str) -> list[Row]:
    """Return the header of each row that is still in the pages of one table, dead or alive."""
    return read_all_rows([table])[table]


def _read_rows(other: psycopg.Connection, table: str) -> list[Row]:
    found = [row for name in _leaves(other, table) for row in other.execute(_ROWS, {"table": name})]
    return [Row(xmin, xmax) for xmin, xmax, _ctid in found]


def _find_toast(other: psycopg.Connection, table: str) -> list[str]:
    """Return the tables in which the long texts of this one lie: one for each of its parts, or none."""
    found = [other.execute(_TOAST, [name]).fetchone() for name in _leaves(other, table)]
    return [row[0] for row in found if row]


def read_chunks(table: str) -> list[int]:
    """Return the numbers of the long texts of a table in the order in which they lie."""
    with superuser() as other:
        [toast] = _find_toast(other, table)
        order = f"SELECT chunk_id::text::bigint FROM {toast} WHERE chunk_seq = 0 ORDER BY ctid"
        return [number for (number,) in other.execute(order.encode())]


def _leaves(other: psycopg.Connection, table: str) -> list[str]:
    return [name for (name,) in other.execute(_LEAVES, [table])] or [table]


def count_rows(table: str) -> int:
    """Return how many rows of the table anybody can see."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])
