"""How far two people who coded the same texts agree, code by code."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

ENOUGH = 5


@dataclass(frozen=True)
class Table:
    """Of the texts that both read: how many both gave the code, only the first, only the second, neither."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def number(self) -> int:
        """How many texts both read."""
        return self.both + self.first + self.second + self.neither

    @property
    def is_enough(self) -> bool:
        """Whether at least five texts were given the code by at least one of them; below, say "too few"."""
        return self.both + self.first + self.second >= ENOUGH

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa (1960): the agreement beyond what their own rates would bring by chance, at most 1.

        None where both gave the code to all texts or to none: chance alone then agrees wholly.
        """
        given = [self.both + self.first, self.both + self.second]
        by_chance = given[0] * given[1] + (self.number - given[0]) * (self.number - given[1])
        # All over the square of the number of texts, so that only whole numbers are subtracted.
        if by_chance == self.number**2:
            return None
        return ((self.both + self.neither) * self.number - by_chance) / (self.number**2 - by_chance)

    @property
    def positive_agreement(self) -> float | None:
        """Of what either gave the code, the share that the other gave it too (Cicchetti and Feinstein, 1990).

        2·both / (2·both + first + second); None where neither gave it once.
        """
        return _share(2 * self.both, self.first + self.second)

    @property
    def negative_agreement(self) -> float | None:
        """The same of texts without the code: 2·neither / (2·neither + first + second), or None."""
        return _share(2 * self.neither, self.first + self.second)


def _share(agreed: int, apart: int) -> float | None:
    return agreed / (agreed + apart) if agreed + apart else None


Codings = Mapping[int, Set[int]]
"""Which codes somebody gave each text that they have read; *none of these* is an empty set."""


def compare(first: Codings, second: Codings, codes: Set[int]) -> dict[int, Table]:
    """Return a table for each of the codes, over the texts that both have read."""
    read = first.keys() & second.keys()
    return {code: _count([(code in first[text], code in second[text]) for text in read]) for code in codes}


def _count(pairs: list[tuple[bool, bool]]) -> Table:
    return Table(
        *(pairs.count(pair) for pair in ((True, True), (True, False), (False, True), (False, False)))
    )
