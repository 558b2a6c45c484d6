"""What is believed of an idea before any vote, learnt from all ideas of the workshop together."""

from dataclasses import dataclass

import numpy as np

from voting.scores.vote_matrix import Floats, Integers
from voting.scores.wilson import share_of

_LEAST_CORRELATION, _MOST_CORRELATION = 0.001, 0.5
_STEPS, _ZOOMS, _CLOSER = 17, 5, 5


@dataclass(frozen=True)
class Prior:
    """What is believed of an idea before any vote: its share of thumbs-up is Beta(alpha, beta)."""

    alpha: float
    beta: float

    @classmethod
    def of(cls, share: float, correlation: float) -> "Prior":
        """By its mean and the correlation r of two votes on the same idea: alpha + beta = 1/r - 1."""
        weight = 1 / correlation - 1
        return cls(weight * share, weight * (1 - share))


def fit_prior(up: Integers, decided: Integers) -> Prior:
    """The prior fitted by ANOVA moments to the thumbs-up and n (I,) of all released ideas, listed or not.

    N = Σn, p = Σu/N, S = Σ n(u/n-p)², r = (S/(p(1-p)) - (I-1)) / (N - Σn²/N - (I-1)), clipped to
    [.001, .5] and .5 where undefined; M = 1/r - 1, alpha = M·p, beta = M(1-p). Without votes p is ½.
    """
    number = float(decided.sum())
    share = float(up.sum()) / number if number else 0.5
    correlation = _correlation(up, decided, share)
    return Prior.of(share, _MOST_CORRELATION if correlation is None else correlation)


def fit_likely_prior(up: Integers, decided: Integers) -> Prior:
    """The prior under which the thumbs-up and n (I,) of all released ideas are likeliest (beta-binomial).

    Moments weigh ideas by their votes, and where people vote on what others liked before them, the liked
    ones have most: the prior comes out too good and too wide. The likelihood is the same whoever chose what
    was voted on (D. B. Rubin, Inference and missing data, 1976). r lies in [.001, .5] as for the moments,
    which also stand in where they are undefined. It is Σ log(alpha + j) over all j < u, the same for beta
    and n - u, less Σ log(alpha + beta + j) over all j < n: found on a grid that is made finer five times.
    """
    number = float(decided.sum())
    share = float(up.sum()) / number if number else 0.5
    if _correlation(up, decided, share) is None:
        return fit_prior(up, decided)
    counts = [_count_above(votes) for votes in (up, decided - up, decided)]
    odds, width = np.log(share / (1 - share)), 4.0
    low, high = np.log(_LEAST_CORRELATION), np.log(_MOST_CORRELATION)
    middle, reach = (low + high) / 2, (high - low) / 2
    steps = np.linspace(-1, 1, _STEPS)
    for _zoom in range(_ZOOMS):
        shares = 1 / (1 + np.exp(-(odds + width * steps)))
        correlations = np.exp(np.clip(middle + reach * steps, low, high))
        likely = _find_likelihood(counts, shares[:, None], correlations[None, :])
        best, index = divmod(int(np.argmax(likely)), _STEPS)
        odds, middle = odds + width * steps[best], np.log(correlations[index])
        width, reach = width / _CLOSER, reach / _CLOSER
    return Prior.of(float(1 / (1 + np.exp(-odds))), float(np.exp(middle)))


def _find_likelihood(counts: list[Floats], shares: Floats, correlations: Floats) -> Floats:
    """Return the logarithm of the likelihood at each share (A, 1) and correlation (1, B): (A, B)."""
    weight = 1 / correlations - 1
    parameters = (weight * shares, weight * (1 - shares), weight)
    parts = (
        np.log(of[..., None] + np.arange(len(count))) @ count
        for of, count in zip(parameters, counts, strict=True)
    )
    liked, disliked, together = parts
    likelihood: Floats = liked + disliked - together
    return likelihood


def _count_above(votes: Integers) -> Floats:
    """Return how many ideas have more than j votes, for each j from 0 on."""
    have = np.bincount(votes.astype(np.int64))
    return (len(votes) - np.cumsum(have)).astype(np.float64)[: max(1, len(have) - 1)]


def _correlation(up: Integers, decided: Integers, share: float) -> float | None:
    """r, the correlation of two votes on the same idea; None where it is undefined."""
    number, ideas = float(decided.sum()), int(np.count_nonzero(decided))
    spread = float(np.sum(decided * (share_of(up, decided) - share) ** 2))
    variance = share * (1 - share)
    room = number - float(np.sum(decided.astype(np.float64) ** 2)) / max(number, 1) - (ideas - 1)
    if variance <= 0 or room <= 0 or ideas < 2:
        return None
    correlation = (spread / variance - (ideas - 1)) / room
    return min(max(correlation, _LEAST_CORRELATION), _MOST_CORRELATION)
