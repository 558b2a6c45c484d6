"""COPY, the fast way into and out of PostgreSQL: whole columns at a time, without an object for each row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray
from psycopg import sql

# https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"
SIGNATURE = b"PGCOPY\n\xff\r\n\0"
HEADER = SIGNATURE + bytes(8)
TRAILER = b"\xff\xff"

KINDS: dict[str, Any] = {
    "block": (np.uint8, (16,)),
    "boolean": np.dtype(np.bool_),
    "smallint": np.dtype(">i2"),
    "integer": np.dtype(">i4"),
    "bigint": np.dtype(">i8"),
    "double": np.dtype(">f8"),
}
"""How columns of a fixed width look in the binary format; "block" is a uuid or a bytea of 16 bytes."""

Arrays = Mapping[str, NDArray[Any]]


def copy_in(table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Append rows of Python values, None for NULL, to the columns of a table; return how many there were.

    Defaults of Django's fields are not filled in. Raises the database's own errors.
    """
    count = 0
    with connection.cursor() as cursor:
        copying: Any = cursor
        with copying.copy(_copy_from(table, columns, "text")) as copy:
            for row in rows:
                copy.write_row(row)
                count += 1
    return count


def copy_arrays_in(table: str, arrays: Arrays) -> int:
    """Append rows given as columns of equal length, by column name; return how many there were.

    An array is (N,) of bool, int16, int32, int64 or float64, just as wide as its column, or (N, 16) of
    bytes for a uuid or bytea. There can be no NULL. Raises ValueError where the lengths or types differ.
    """
    rows = _interleave(list(arrays.values()))
    with connection.cursor() as cursor:
        copying: Any = cursor
        with copying.copy(_copy_from(table, list(arrays), "binary")) as copy:
            copy.write(HEADER)
            copy.write(rows.view(np.uint8).data)
            copy.write(TRAILER)
    return len(rows)


def copy_arrays_out(
    query: str, parameters: Sequence[object], columns: Mapping[str, str]
) -> dict[str, NDArray[Any]]:
    """Return the columns of a query as arrays, by the names in `columns`, which gives their kinds in order.

    Kinds are those of KINDS: "block" gives (N, 16) bytes, the others (N,). Raises ValueError where a value
    is NULL or has another width.
    """
    operations: Any = connection.ops
    statement = f"COPY ({operations.compose_sql(query, parameters)}) TO STDOUT (FORMAT binary)"
    received = bytearray()
    with connection.cursor() as cursor:
        copying: Any = cursor
        with copying.copy(statement) as copy:
            for part in copy:
                received += part
    return _separate(received, columns)


def _copy_from(table: str, columns: Sequence[str], form: str) -> str:
    connection.ensure_connection()
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT {})").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)), sql.SQL(form)
    )
    return statement.as_string(connection.connection)


def _interleave(arrays: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """One packed record for each row: the number of fields, then of each its length and its bytes."""
    if len({len(array) for array in arrays}) != 1:
        raise ValueError("The columns must have equal lengths.")
    rows = np.zeros(len(arrays[0]), _row_type([_kind_of(array) for array in arrays]))
    rows["fields"] = len(arrays)
    for place, array in enumerate(arrays):
        rows[f"length{place}"] = rows.dtype[f"value{place}"].itemsize
        rows[f"value{place}"] = array
    return rows


def _separate(received: bytearray, columns: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    row_type = _row_type([KINDS[kind] for kind in columns.values()])
    content = memoryview(received)[len(HEADER) : -len(TRAILER)]
    if not received.startswith(SIGNATURE) or len(content) % row_type.itemsize:
        raise ValueError("A value is empty or has another width than expected.")
    rows = np.frombuffer(content, row_type)
    for place in range(len(columns)):
        if (rows[f"length{place}"] != row_type[f"value{place}"].itemsize).any():
            raise ValueError("A value is empty or has another width than expected.")
    return {name: _native(rows[f"value{place}"]) for place, name in enumerate(columns)}


def _row_type(kinds: Sequence[Any]) -> np.dtype[Any]:
    fields: list[Any] = [("fields", ">i2")]
    for place, kind in enumerate(kinds):
        fields += [(f"length{place}", ">i4"), (f"value{place}", kind)]
    return np.dtype(fields)


def _kind_of(array: NDArray[Any]) -> Any:
    if array.dtype == np.uint8 and array.shape[1:] == (16,):
        return KINDS["block"]
    kind = array.dtype.newbyteorder(">")
    if array.ndim != 1 or kind not in list(KINDS.values())[1:]:
        raise ValueError(f"There is no column for arrays of {array.dtype}.")
    return kind


def _native(values: NDArray[Any]) -> NDArray[Any]:
    return np.ascontiguousarray(values.astype(values.dtype.newbyteorder("=")))
