"""What somebody can work out who keeps all snapshots: every value that a number not told can have.

Granted to them, though nobody tells it: which of the numbers not told are below ten, and that numbers only
grow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.int64]


@dataclass(frozen=True)
class Seen:
    """One snapshot: the values that each cell can have, the most in all, and the sum of the others."""

    ranges: Sequence[range]
    most: int
    others: Sequence[int] = ()
    in_others: range = range(10**6)

    @property
    def possible(self) -> Vectors:
        """All (n, cells) that fit this snapshot alone."""
        grid = np.array(list(product(*self.ranges)), np.int64).reshape(-1, len(self.ranges))
        fits = grid.sum(axis=1) <= self.most
        in_others = grid[:, list(self.others)].sum(axis=1)
        fits &= (in_others >= self.in_others.start) & (in_others < self.in_others.stop)
        fitting: Vectors = grid[fits]
        return fitting


def work_out(history: Sequence[Seen]) -> list[Vectors]:
    """Return for each snapshot all (n, cells) that fit some history in which no number shrinks."""
    vectors = [seen.possible for seen in history]
    for later in range(1, len(vectors)):
        vectors[later] = _keep(vectors[later], vectors[later - 1], grown=True)
    for earlier in reversed(range(len(vectors) - 1)):
        vectors[earlier] = _keep(vectors[earlier], vectors[earlier + 1], grown=False)
    return vectors


def _keep(vectors: Vectors, neighbours: Vectors, *, grown: bool) -> Vectors:
    """Return the vectors with a neighbour from which they have grown, or to which they can grow."""
    size = int(max(vectors.max(initial=0), neighbours.max(initial=0))) + 1
    reached = np.zeros((size,) * vectors.shape[1], np.bool_)
    reached[tuple(neighbours.T)] = True
    for axis in range(vectors.shape[1]):
        view = np.moveaxis(reached if grown else np.flip(reached), axis, 0)
        np.logical_or.accumulate(view, axis=0, out=view)
    kept: Vectors = vectors[reached[tuple(vectors.T)]]
    return kept


def count_values(vectors: Vectors, cell: int) -> int:
    """Return how many values the cell can have."""
    return len(np.unique(vectors[:, cell]))
