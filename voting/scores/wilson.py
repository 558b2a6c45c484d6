"""The Wilson score interval (E. B. Wilson, 1927), which all boards but one rest on."""

import numpy as np

from voting.scores.vote_matrix import Floats, Integers

Z_95 = 1.959963984540054


def wilson_interval(share: Floats, number: Floats | Integers) -> tuple[Floats, Floats]:
    """Both ends, between 0 and 1, of the 95 % interval of a share seen in `number` votes.

    `number` may be a real number; for 0 the interval is from 0 to 1, whatever the share.
    (p + z²/2n ± z·√(p(1-p)/n + z²/4n²)) / (1 + z²/n), multiplied by n so that nothing is divided by 0.
    """
    squared = Z_95**2
    spread = Z_95 * np.sqrt(np.maximum(number * share * (1 - share), 0) + squared / 4)
    middle, divisor = number * share + squared / 2, number + squared
    low, high = (middle - spread) / divisor, (middle + spread) / divisor
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def wilson95(share: Floats, number: Floats | Integers) -> Floats:
    """The lower end of the 95 % interval: 0 without votes."""
    return wilson_interval(share, number)[0]


def share_of(part: Floats | Integers, whole: Floats | Integers) -> Floats:
    """part / whole, and 0 where there is no whole."""
    return np.divide(part, whole, out=np.zeros(np.shape(part)), where=np.asarray(whole) != 0)
