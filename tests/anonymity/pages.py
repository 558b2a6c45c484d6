"""What lies in the pages of a table's file, dead or alive: read with PostgreSQL's own `pageinspect`."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

# Line pointers that lead to a row (lp_flags 1), dead or alive.
_ROWS = """
SELECT t_xmin::text::bigint, t_xmax::text::bigint, t_ctid::text
FROM generate_series(0, pg_relation_size(%(table)s::regclass) / current_setting('block_size')::int - 1) block,
    heap_page_items(get_raw_page(%(table)s, block::int)) WHERE lp_flags = 1
"""
_TOAST = "SELECT reltoastrelid::regclass::text FROM pg_class WHERE oid = %s::regclass AND reltoastrelid <> 0"


@dataclass(frozen=True)
class Row:
    """The header of one row in a page: who wrote it, who locked or replaced it (0 for nobody)."""

    xmin: int
    xmax: int


def read_rows(table: str) -> list[Row]:
    """Return the header of each row that is still in the pages of a table, dead or alive."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
        cursor.execute(_ROWS, {"table": table})
        return [Row(xmin, xmax) for xmin, xmax, _ctid in cursor.fetchall()]


def find_toast(table: str) -> str:
    """Return the table in which the long texts of this one lie, or "" where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(_TOAST, [table])
        row = cursor.fetchone()
        return row[0] if row else ""


def read_chunks(table: str) -> list[int]:
    """Return the numbers of the long texts of a table in the order in which they lie."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT chunk_id::text::bigint FROM {find_toast(table)} WHERE chunk_seq = 0 ORDER BY ctid"
        )
        return [number for (number,) in cursor.fetchall()]


def count_rows(table: str) -> int:
    """Return how many rows of the table anybody can see."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])
