"""The chance that an idea belongs in the top ten: what remains open as long as few have voted."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from voting.domain.scores.ballots import Floats, Integers
from voting.domain.scores.beta import Betas
from voting.domain.scores.wilson import share_of
from workshops.anonymity.tags import Blocks

PLACES = 10
POOL = 500
DRAWS = 4000

_LEAST_CORRELATION, _MOST_CORRELATION = 0.001, 0.5
_TINY = 1e-6

_Drawn = tuple[Integers, Integers, NDArray[np.float32]]
"""Of some draws the idea, the number of the draw, and the quantile: (X,) each, idea by idea."""


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

    The share of thumbs-up of an idea is drawn from Beta(m·p + alpha, m(1-p) + beta) at quantiles from a
    generator seeded with its id (16 bytes): an idea's draws depend neither on the order nor on the
    presence of others. Needs 4 bytes a draw and idea: 8 MB for 500 ideas.
    """
    pool, places = len(idea_ids), min(PLACES, len(idea_ids))
    by_id = np.argsort([row.tobytes() for row in idea_ids])  # equal draws fall alike in any order
    likes = np.maximum(effective_votes * effective_share + prior.alpha, _TINY)[by_id]
    dislikes = np.maximum(effective_votes * (1 - effective_share) + prior.beta, _TINY)[by_id]
    quantiles = np.array([_draw_quantiles(row.tobytes(), draws) for row in idea_ids[by_id]])
    chances = np.zeros(pool)
    if places:
        chances[by_id] = _count_places(Betas.of(likes, dislikes), quantiles, places) / draws
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


@lru_cache(maxsize=2 * POOL)
def _draw_quantiles(idea_id: bytes, draws: int) -> NDArray[np.float32]:
    """Return what depends on the idea alone, kept in memory for the next release (16 kB each)."""
    seed = int.from_bytes(hashlib.sha256(b"chance" + idea_id).digest()[:16], "big")
    return np.random.default_rng(seed).random(draws, np.float32)


def _count_places(betas: Betas, quantiles: NDArray[np.float32], places: int) -> Integers:
    """In how many draws each idea (P,) is among the `places` best; quantiles: (P, draws).

    Most draws of most ideas are far from the best. Only those above a bound are worked out, and the bound is
    lowered until every draw has `places` ideas above it: none below it can be among its best.
    """
    for bound in _list_bounds(betas, places):
        is_above = quantiles > betas.share_below(bound).astype(np.float32)[:, None]
        ideas, draws = np.divmod(np.flatnonzero(is_above), quantiles.shape[1])
        above = np.bincount(draws, minlength=quantiles.shape[1])
        if above.min() >= places:
            break
    return _count_best(betas, (ideas, draws, quantiles[ideas, draws]), places)


def _count_best(betas: Betas, drawn: _Drawn, places: int) -> Integers:
    ideas, draws, quantiles = drawn
    ends = np.searchsorted(ideas, np.arange(len(betas.points)), side="right")
    parts = np.split(quantiles, ends[:-1])
    shares = np.concatenate([betas.at(place, part) for place, part in enumerate(parts)])
    by_draw = np.argsort(draws.astype(np.uint16), kind="stable")  # sorts by digits, ten times as fast
    first = np.searchsorted(draws[by_draw], draws[by_draw])
    table = np.full((draws.max() + 1, np.bincount(draws).max()), -np.inf)
    owners = np.zeros(table.shape, np.int64)
    cells = (draws[by_draw], np.arange(len(draws)) - first)
    table[cells], owners[cells] = shares[by_draw], ideas[by_draw]
    best = np.argpartition(-table, places - 1, axis=1)[:, :places]
    return np.bincount(np.take_along_axis(owners, best, axis=1).ravel(), minlength=len(betas.points))


def _list_bounds(betas: Betas, places: int) -> Iterator[float]:
    """Yield log-odds that on average three times as many ideas exceed as there are places, then less."""
    points = betas.points[:, ::16]
    weight = np.diff(betas.below[:, ::16], axis=1, append=1).ravel()
    order = np.argsort(-points.ravel())
    above = np.cumsum(weight[order])
    for factor in (3, 5, 10):
        if factor * places < len(points):
            yield float(points.ravel()[order][np.searchsorted(above, factor * places)])
    yield -np.inf
