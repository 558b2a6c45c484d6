"""Votes and who cast them, as arrays: what every score is computed from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

UP, DOWN, UNSURE = 1, -1, 0

NONE = -1
"""Stands for nobody among members, and for no value among clusters and groups."""

Booleans = NDArray[np.bool_]
Floats = NDArray[np.float64]
Integers = NDArray[np.integer]


@dataclass(frozen=True, repr=False)
class VoteMatrix:
    """One row a vote: `members[v]` (or NONE) voted `values[v]` on idea `ideas[v]`; arrays of shape (V,).

    `number_of_ideas` is I, the length of every score; ideas without a vote have one too.
    """

    ideas: Integers
    members: Integers
    values: Integers
    number_of_ideas: int


@dataclass(frozen=True)
class Totals:
    """Votes of each idea, all people together: arrays (I,) of whole numbers."""

    up: Integers
    down: Integers
    unsure: Integers

    @property
    def decided(self) -> Integers:
        """n: thumbs-up and thumbs-down together (I,)."""
        return self.up + self.down


def count_votes(votes_cast: VoteMatrix) -> Totals:
    """The totals of every idea."""
    return Totals(*(_count(votes_cast, value) for value in (UP, DOWN, UNSURE)))


def value_of_each_vote(votes_cast: VoteMatrix, values_of_members: Integers) -> Integers:
    """What holds for who cast it, vote by vote (V,); NONE for votes that match no member.

    values_of_members: (M,), a cluster or group for each member, or NONE.
    """
    return np.append(values_of_members, NONE)[votes_cast.members]


def sum_by_idea(ideas: Integers, values: Floats, number_of_ideas: int) -> Floats:
    """The sum (I,) of the values (X,) of each idea; `ideas` (X,) says which is whose."""
    return np.bincount(ideas, values, number_of_ideas).astype(np.float64, copy=False)


def _count(votes_cast: VoteMatrix, value: int) -> Integers:
    return np.bincount(votes_cast.ideas[votes_cast.values == value], minlength=votes_cast.number_of_ideas)
