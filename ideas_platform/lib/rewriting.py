"""Writing the rows of a table anew, so that their headers stop telling in which sequence they came.

PostgreSQL notes in each row's header which transaction wrote it (`xmin`) and appends rows as they come. Both
survive in the file until the row is written again and nobody can see the old one any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from psycopg import sql

RANGE = 20_000
_PRIMARY_KEY = """
SELECT attribute.attname FROM pg_index index
JOIN pg_attribute attribute ON attribute.attrelid = index.indrelid AND attribute.attnum = ANY(index.indkey)
WHERE index.indrelid = %s::regclass AND index.indisprimary
ORDER BY array_position(index.indkey::int2[], attribute.attnum)
"""
_COLUMNS = """
SELECT attname, atttypid = 'bytea'::regtype,
    atttypid IN ('text'::regtype, 'varchar'::regtype, 'bytea'::regtype)
FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


@dataclass(frozen=True)
class Table:
    """A table's name and those of its columns; `words` (name, is it bytes) may lie outside the rows."""

    name: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    words: tuple[tuple[str, bool], ...]


def describe_table(name: str) -> Table:
    """Return what there is to know of the table; generated columns are left out."""
    with connection.cursor() as cursor:
        cursor.execute(_PRIMARY_KEY, [name])
        key = tuple(column for (column,) in cursor.fetchall())
        cursor.execute(_COLUMNS, [name])
        columns = cursor.fetchall()
    words = tuple((column, is_bytes) for column, is_bytes, is_words in columns if is_words)
    return Table(name, key, tuple(column for column, _is_bytes, _is_words in columns), words)


def list_leaves(table: Table) -> list[Table]:
    """Return the tables in which the rows of this one lie: its partitions, or itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relid::regclass::text FROM pg_partition_tree(%s::regclass) WHERE isleaf", [table.name]
        )
        names = [name for (name,) in cursor.fetchall()]
    return [describe_table(name) for name in names if name != table.name] or [table]


def count_rows(table: Table) -> int:
    """Return how many rows the table has."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table.name)))
        return int(cursor.fetchone()[0])


def begin() -> str:
    """Return the number of a transaction that is over: what has a lower number was begun before."""
    with transaction.atomic():
        return current_transaction()


def rewrite_whole(table: Table) -> str:
    """Write every row anew in one transaction, in the order of the primary key; return its number (xid).

    A long text lies outside its row, under a number of its own that counts up: it is written anew too.
    """
    changes = [_change(column, is_bytes) for column, is_bytes in table.words if column not in table.key]
    names = [sql.Identifier(column) for column in table.key]
    statement = sql.SQL(
        "DO $$ DECLARE old record; BEGIN FOR old IN SELECT {key} FROM {table} ORDER BY {key}"
        " LOOP UPDATE {table} SET {changes} WHERE {same}; END LOOP; END $$"
    ).format(
        key=sql.SQL(", ").join(names),
        table=sql.Identifier(table.name),
        changes=sql.SQL(", ").join(changes or [sql.SQL("{0} = {0}").format(names[0])]),
        same=sql.SQL(" AND ").join(
            sql.SQL("{}.{} = old.{}").format(sql.Identifier(table.name), name, name) for name in names
        ),
    )
    with transaction.atomic():
        run_statement(statement)
        return current_transaction()


def rewrite_by_range(table: Table, size: int = RANGE) -> str:
    """Delete and insert every row, `size` of them in a transaction, in key order.

    Returns the number of the last transaction. Nothing may refer to the table. Who writes one of these rows
    meanwhile waits for one range.
    """
    names = sql.SQL(", ").join(map(sql.Identifier, table.key))
    every = sql.SQL(", ").join(map(sql.Identifier, table.columns))
    parts: dict[str, Any] = {"table": sql.Identifier(table.name), "key": names, "columns": every}
    move = sql.SQL(
        "WITH gone AS (DELETE FROM {table} WHERE {range} RETURNING {columns})"
        " INSERT INTO {table} ({columns}) SELECT {columns} FROM gone ORDER BY {key}"
    )
    start: Sequence[Any] | None = None
    while True:
        end = _find_end(parts, start, size)
        with transaction.atomic():
            run_statement(move.format(**parts, range=_range(names, start, end)))
            number = current_transaction()
        if end is None:
            return number
        start = end


def current_transaction() -> str:
    """Return the number of the transaction that is open now, or of one of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::xid::text")
        return str(cursor.fetchone()[0])


def _change(column: str, is_bytes: bool) -> sql.Composed:
    nothing = sql.SQL("''::bytea" if is_bytes else "''")
    return sql.SQL("{0} = {0} || {1}").format(sql.Identifier(column), nothing)


def _find_end(parts: dict[str, Any], start: Sequence[Any] | None, size: int) -> Sequence[Any] | None:
    statement = sql.SQL(
        "SELECT {key} FROM {table} WHERE {range} ORDER BY {key} OFFSET {size} LIMIT 1"
    ).format(
        key=parts["key"],
        table=parts["table"],
        range=_range(parts["key"], start, None),
        size=sql.Literal(size - 1),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row: Sequence[Any] | None = cursor.fetchone()
        return row


def _range(key: sql.Composed, start: Sequence[Any] | None, end: Sequence[Any] | None) -> sql.Composed:
    bounds: list[sql.Composable] = [
        sql.SQL("({}) {} ({})").format(key, sql.SQL(sign), sql.SQL(", ").join(map(sql.Literal, values)))
        for sign, values in ((">", start), ("<=", end))
        if values is not None
    ]
    return sql.SQL(" AND ").join(bounds or [sql.SQL("true")])


def run_statement(statement: sql.Composable) -> None:
    """Execute a composed statement that answers nothing."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
