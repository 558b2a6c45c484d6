"""Names of the arrays that the analysis works on."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Vectors = NDArray[np.float32]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

LENGTH = 384
"""How many numbers the vector of a meaning has."""


def stack(vectors: Iterable[Vectors], number: int) -> Vectors:
    """Return `number` vectors as rows (N, 384)."""
    rows = np.zeros((number, LENGTH), np.float32)
    for row, vector in zip(rows, vectors, strict=True):
        row[:] = vector
    return rows
