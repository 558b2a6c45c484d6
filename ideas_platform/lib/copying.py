"""COPY, the fast way into and out of PostgreSQL: whole columns at a time, without an object for each row."""

from collections.abc import Mapping, Sequence
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
    "uuid": (np.uint8, (16,)),
    "boolean": np.dtype(np.bool_),
    "smallint": np.dtype(">i2"),
    "integer": np.dtype(">i4"),
    "bigint": np.dtype(">i8"),
    "double": np.dtype(">f8"),
}
"""How columns of a fixed width look in the binary format; "block" is a bytea of 16 bytes."""

_SEND = {
    "block": "byteasend",
    "uuid": "uuid_send",
    "boolean": "boolsend",
    "smallint": "int2send",
    "integer": "int4send",
    "bigint": "int8send",
    "double": "float8send",
}
"""PostgreSQL's own functions that give a value in the binary format."""

Arrays = Mapping[str, NDArray[Any]]


def copy_arrays_in(table: str, arrays: Arrays) -> int:
    """Append rows given as columns of equal length, by column name; return how many there were.

    An array is (N,) of bool, int16, int32, int64 or float64, just as wide as its column, or (N, 16) of
    bytes for a uuid or bytea. What is masked becomes NULL. Raises ValueError where lengths or types differ.
    """
    rows = _interleave(list(arrays.values()))
    with connection.cursor() as cursor:
        copying: Any = cursor
        with copying.copy(_copy_from(table, list(arrays))) as copy:
            copy.write(HEADER)
            copy.write(_cut_gaps(rows, list(arrays.values())).data)
            copy.write(TRAILER)
    return len(rows)


def copy_arrays_out(
    query: str, parameters: Sequence[object], columns: Mapping[str, str]
) -> dict[str, NDArray[Any]]:
    """Return the columns of a query as arrays, by the names in `columns`, which gives their kinds in order.

    Kinds are those of KINDS: "block" and "uuid" give (N, 16) bytes, the others (N,). Raises ValueError where
    a value is NULL or a block has another length, the database's error where a column has another type.
    """
    operations: Any = connection.ops
    # One row, in which each column is a single value: the driver would hand over row by row, which takes
    # longer than all that is done with them.
    packed = ", ".join(f"string_agg({_SEND[kind]}({name}), '')" for name, kind in columns.items())
    rows = f"({operations.compose_sql(query, parameters)}) AS packed ({', '.join(columns)})"
    statement = f"COPY (SELECT {packed} FROM {rows}) TO STDOUT (FORMAT binary)"  # noqa: S608  # nosec B608
    received = bytearray()
    with connection.cursor() as cursor:
        copying: Any = cursor
        with copying.copy(statement) as copy:
            for part in copy:
                received += part
    return _unpack(memoryview(received)[len(HEADER) + 2 :], columns)


def _copy_from(table: str, columns: Sequence[str]) -> str:
    connection.ensure_connection()
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT binary)").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
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
        rows[f"value{place}"] = np.ma.getdata(array)
    return rows


def _cut_gaps(rows: NDArray[Any], arrays: Sequence[NDArray[Any]]) -> NDArray[np.uint8]:
    """The bytes of all records; a masked value has the length -1 and no bytes."""
    content = rows.view(np.uint8)
    gaps = [
        (place, np.ma.getmaskarray(array)) for place, array in enumerate(arrays) if np.ma.is_masked(array)
    ]
    if not gaps:
        return content
    kept = np.ones((len(rows), rows.itemsize), np.bool_)
    for place, gap in gaps:
        rows[f"length{place}"][gap] = -1
        kind, start = rows.dtype.fields[f"value{place}"][:2]  # type: ignore[index]
        kept[gap, start : start + kind.itemsize] = False
    return content[kept.ravel()]


def _unpack(content: memoryview, columns: Mapping[str, str]) -> dict[str, NDArray[Any]]:
    """Read of each column the length in bytes, less than 0 where there are no rows, and the values."""
    arrays = {}
    for name, kind in columns.items():
        length, row_type = int.from_bytes(content[:4], "big", signed=True), np.dtype(KINDS[kind])
        content = content[4:]
        if length % row_type.itemsize and length > 0:
            raise ValueError(f"In the column {name} a value has another width than expected.")
        number = max(length, 0) // row_type.itemsize
        arrays[name] = _native(np.frombuffer(content, row_type, number))
        content = content[max(length, 0) :]
    if len({len(array) for array in arrays.values()}) > 1:
        raise ValueError("A value is empty or has another width than expected.")
    return arrays


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
