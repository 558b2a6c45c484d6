"""At most how many contributions hold a point that the result does not have, from a random sample of them."""

import math

MISSED = 0.05
_STEPS = 60
_NOTHING = 1e-18


def bound_share(found: int, sample: int) -> float:
    """Return at most what share of contributions holds an omitted point, with 95 % confidence.

    `found` of the `sample` hold one. This is the exact one-sided bound of the binomial distribution (Clopper
    and Pearson, 1934): the largest share with which so few would be found with a chance above 5 %. So it is
    below the truth in at most 5 % of samples; in fewer where the sample, drawn without putting back, is a
    large part of all. Holds only if the size of the sample was fixed before; what is not read yet must be
    counted as found. Raises ValueError where numbers contradict each other.
    """
    if not 0 <= found <= sample or not sample:
        raise ValueError("found <= sample, and a sample of one at least")
    if found == sample:
        return 1.0
    low, high = found / sample, 1.0
    for _step in range(_STEPS):
        middle = (low + high) / 2
        if _is_likely_enough(middle, found, sample):
            low = middle
        else:
            high = middle
    return high


def round_up(share: float) -> float:
    """Return the share as per cent with one decimal, never below it, for a sentence that begins "at most"."""
    return math.ceil(round(share * 1000, 9)) / 10


def _is_likely_enough(share: float, found: int, sample: int) -> bool:
    """Return whether so few or fewer are found with a chance above 5 %, where this share holds a point.

    No fewer than these are expected, so that terms fall and are added from the last one down.
    """
    yes, no = math.log(share), math.log1p(-share) if share < 1 else -math.inf
    total = 0.0
    for number in range(found, -1, -1):
        term = math.exp(_choose(sample, number) + number * yes + (sample - number) * no)
        total += term
        if total > MISSED or term < _NOTHING:
            break
    return total > MISSED


def _choose(number: int, some: int) -> float:
    """Return the logarithm of the number of ways to choose."""
    return math.lgamma(number + 1) - math.lgamma(some + 1) - math.lgamma(number - some + 1)
