"""At most how many contributions hold a point that the result does not have, from a random sample of them."""

from __future__ import annotations

import math
from collections.abc import Callable

MISSED = 0.05
_STEPS = 60
_NOTHING = 1e-18

_Chances = Callable[[int], float]
"""The logarithm of the chance of finding exactly so many."""


def bound_share(found: int, sample: int, published: int) -> float:
    """Return at most what share of `published` contributions holds an omitted point, with 95 % confidence.

    `found` of the `sample` hold one; the sample is drawn from all published without putting back, so the
    number found is hypergeometric. The bound is the largest number of such contributions among all for which
    so few would be found with a chance above 5 % (Wright, Exact Confidence Bounds when Sampling from Small
    Finite Universes, 1991). It is never below the truth in more than 5 % of samples. Holds only if the size
    of the sample was fixed before; what is not read yet must be counted as found. Raises ValueError where
    numbers contradict each other.
    """
    if not 0 <= found <= sample <= published or not sample:
        raise ValueError("found <= sample <= published, and a sample of one at least")
    low, high = found * published // sample, published - sample + found
    while low < high:
        middle = (low + high + 1) // 2
        if _is_likely_enough(_hypergeometric(middle, sample, published), found):
            low = middle
        else:
            high = middle - 1
    return low / published


def bound_share_of_many(found: int, sample: int) -> float:
    """Return the same where there are far more contributions than are read (Clopper and Pearson, 1934).

    The number found is binomial. It is a little larger than `bound_share`. Raises ValueError as that does.
    """
    if not 0 <= found <= sample or not sample:
        raise ValueError("found <= sample, and a sample of one at least")
    if found == sample:
        return 1.0
    low, high = found / sample, 1.0
    for _step in range(_STEPS):
        middle = (low + high) / 2
        if _is_likely_enough(_binomial(middle, sample), found):
            low = middle
        else:
            high = middle
    return high


def round_up(share: float) -> float:
    """Return the share as per cent with one decimal, never below it, for a sentence that begins "at most"."""
    return math.ceil(round(share * 1000, 9)) / 10


def _is_likely_enough(log_chance: _Chances, found: int) -> bool:
    """Return whether so few or fewer are found with a chance above 5 %.

    No fewer than these are expected, so that terms fall and are added from the last one down.
    """
    total = 0.0
    for number in range(found, -1, -1):
        term = math.exp(log_chance(number))
        total += term
        if total > MISSED or term < _NOTHING:
            break
    return total > MISSED


def _hypergeometric(holding: int, sample: int, published: int) -> _Chances:
    whole = _choose(published, sample)
    return lambda found: _choose(holding, found) + _choose(published - holding, sample - found) - whole


def _binomial(share: float, sample: int) -> _Chances:
    yes, no = math.log(share), math.log1p(-share) if share < 1 else -math.inf
    return lambda found: _choose(sample, found) + found * yes + (sample - found) * no


def _choose(number: int, some: int) -> float:
    """Return the logarithm of the number of ways to choose."""
    if not 0 <= some <= number:
        return -math.inf
    return math.lgamma(number + 1) - math.lgamma(some + 1) - math.lgamma(number - some + 1)
