"""Many rows out of PostgreSQL into a NumPy array: `COPY` in its binary format, read in one go.

Every row has the same length, so that no row is parsed by itself: 1,000,000 votes take less than a second.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

HEADER_BYTES = 19
TRAILER_BYTES = 2


def copy_out(query: str, params: Sequence[Any], columns: Mapping[str, str]) -> NDArray[np.void]:
    """Return the rows of a query as a structured array with the fields of `columns`, in that order.

    `columns` maps a name to a NumPy type of the same size as the value PostgreSQL sends: ">i2", ">i4", "?",
    "(16,)u1". No value may be NULL. Raises ValueError where the sizes do not fit.
    See "Binary Format" under COPY in PostgreSQL's documentation.
    """
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for name, kind in columns.items():
        fields += [(f"{name} length", ">i4"), (name, kind)]
    row = np.dtype(fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT BINARY)", params) as copy,
    ):
        data = b"".join(bytes(block) for block in copy)
    body = memoryview(data)[HEADER_BYTES:-TRAILER_BYTES]
    if len(body) % row.itemsize:
        raise ValueError("The rows have not the size that was expected.")
    return np.frombuffer(body, row)
