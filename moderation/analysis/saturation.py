"""How many codes were met by how many texts read, and how likely the next text brings a new one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

POINTS = 40


@dataclass(frozen=True)
class Saturation:
    """`curve`: how many codes so many texts bring, on average over all orders of reading them.

    `read` texts brought `codes` codes; `once` of these stand in one text only.
    """

    read: int
    codes: int
    once: int
    curve: list[tuple[int, float]]

    @property
    def chance_of_new(self) -> float | None:
        """About how likely the next text brings a code that none before had; None where nothing was read.

        The number of codes met once over the number of texts (Good, 1953): the slope of the curve's end,
        where texts have one code each or few.
        """
        return min(self.once / self.read, 1.0) if self.read else None


def measure_saturation(read: int, times: Sequence[int]) -> Saturation:
    """Return the saturation after `read` texts, of codes that were given to `times` texts each.

    The order of reading is not needed and need not be kept: the curve is the expectation over all orders, the
    sum over codes of 1 - C(N - n, m) / C(N, m) (Hurlbert, 1971; Colwell, Mao and Chang, 2004). Raises
    ValueError where a code was given to more texts than were read.
    """
    given = [number for number in times if number]
    if any(not 0 < number <= read for number in given):
        raise ValueError("A code was given to more texts than were read.")
    curve = [(size, _expect(size, read, given)) for size in _choose_sizes(read)]
    return Saturation(read, len(given), given.count(1), curve)


def _choose_sizes(read: int) -> Iterable[int]:
    """Return up to forty numbers of texts from 0 to all, evenly spaced."""
    return sorted({round(read * step / POINTS) for step in range(POINTS + 1)})


def _expect(size: int, read: int, given: Sequence[int]) -> float:
    return math.fsum(1 - _miss(size, read, number) for number in given)


def _miss(size: int, read: int, number: int) -> float:
    """Return the chance that none of `number` texts is among `size` of those read."""
    if size > read - number:
        return 0.0
    logs = (
        math.lgamma(read - number + 1),
        -math.lgamma(read - number - size + 1),
        math.lgamma(read - size + 1),
    )
    return math.exp(math.fsum(logs) - math.lgamma(read + 1))
