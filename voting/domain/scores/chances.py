"""The chance that an idea belongs in the top ten: what remains open as long as few have voted."""

import hashlib
from dataclasses import dataclass

import numpy as np

from voting.domain.scores.ballots import Floats, Integers
from voting.domain.scores.wilson import share_of
from workshops.anonymity.tags import Blocks

PLACES = 10
POOL = 500
DRAWS = 4000

_LEAST_CORRELATION, _MOST_CORRELATION = 0.001, 0.5
_TINY = 1e-6


@dataclass(frozen=True)
class Prior:
    """What is believed of an idea before any vote: its share of thumbs-up is Beta(alpha, beta)."""

    alpha: float
    beta: float


def fit_prior(up: Integers, decided: Integers) -> Prior:
    """The prior fitted by ANOVA moments to the thumbs-up and n (I,) of the listed ideas.

    N = Σn, p = Σu/N, S = Σ n(u/n-p)², r = (S/(p(1-p)) - (I-1)) / (N - Σn²/N - (I-1)), clipped to
    [.001, .5] and .5 where undefined; M = 1/r - 1, alpha = M·p, beta = M(1-p). Without votes p is ½.
    """
    number = float(decided.sum())
    share = float(up.sum()) / number if number else 0.5
    weight = 1 / _correlation(up, decided, share) - 1
    return Prior(weight * share, weight * (1 - share))


def draw_chances(
    effective_votes: Floats, effective_share: Floats, idea_ids: Blocks, prior: Prior, draws: int = DRAWS
) -> Floats:
    """For each idea of the pool the share (P,) of draws with it among the ten best; sums to min(10, P).

    The share of thumbs-up of an idea is drawn from Beta(m·p + alpha, m(1-p) + beta) by a generator seeded
    with its id (16 bytes): an idea's draws depend neither on the order nor on the presence of others.
    Needs 8 bytes a draw and idea: 16 MB for 500 ideas.
    """
    pool, places = len(idea_ids), min(PLACES, len(idea_ids))
    likes = np.maximum(effective_votes * effective_share + prior.alpha, _TINY)
    dislikes = np.maximum(effective_votes * (1 - effective_share) + prior.beta, _TINY)
    shares = np.empty((draws, pool))
    by_id = np.argsort([row.tobytes() for row in idea_ids])  # equal draws fall alike in any order
    for column, idea in enumerate(by_id):
        generator = np.random.default_rng(_seed(idea_ids[idea].tobytes()))
        shares[:, column] = generator.beta(likes[idea], dislikes[idea], draws)
    chances = np.empty(pool)
    chances[by_id] = _count_places(shares, places) / draws
    return chances


def _correlation(up: Integers, decided: Integers, share: float) -> float:
    """r, the correlation of two votes on the same idea."""
    number, ideas = float(decided.sum()), int(np.count_nonzero(decided))
    spread = float(np.sum(decided * (share_of(up, decided) - share) ** 2))
    variance = share * (1 - share)
    room = number - float(np.sum(decided.astype(np.float64) ** 2)) / max(number, 1) - (ideas - 1)
    if variance <= 0 or room <= 0 or ideas < 2:
        return _MOST_CORRELATION
    correlation = (spread / variance - (ideas - 1)) / room
    return min(max(correlation, _LEAST_CORRELATION), _MOST_CORRELATION)


def _seed(idea_id: bytes) -> int:
    return int.from_bytes(hashlib.sha256(b"chance" + idea_id).digest()[:16], "big")


def _count_places(shares: Floats, places: int) -> Integers:
    """In how many rows each column is among the `places` largest."""
    if not places:
        return np.zeros(shares.shape[1], np.int64)
    best = np.argpartition(shares, shares.shape[1] - places, axis=1)[:, shares.shape[1] - places :]
    return np.bincount(best.ravel(), minlength=shares.shape[1])
