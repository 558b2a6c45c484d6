"""The chance that an idea belongs in the top ten: what remains open as long as few have voted."""

import hashlib
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from anonymity.tags import Blocks
from voting.scores.beta import Betas
from voting.scores.prior import Prior
from voting.scores.rest import NOTHING, Rest, draw_rest
from voting.scores.vote_matrix import Booleans, Floats, Integers

PLACES = 10
POOL = 500
DRAWS = 4000

_TINY = 1e-6
_FACTORS = (1.5, 2, 3, 5, 10)

_Drawn = tuple[Integers, Integers, NDArray[np.float32]]
"""Of some draws the idea, the number of the draw, and the quantile: (X,) each, idea by idea."""


def draw_chances(
    effective_votes: Floats, effective_share: Floats, idea_ids: Blocks, prior: Prior, draws: int = DRAWS
) -> Floats:
    """For each idea the share (I,) of draws with it among the ten best; sums to min(10, I).

    The share of thumbs-up of an idea is drawn from Beta(m·p + alpha, m(1-p) + beta) at quantiles from a
    generator seeded with its id (16 bytes): an idea's draws depend neither on the order nor on the
    presence of others. Above 500 ideas, the 500 with the highest upper quantile are drawn one by one, and
    of the rest together the ten best. Needs 4 bytes a draw and idea: 8 MB for 500 ideas.
    """
    by_id = np.argsort([row.tobytes() for row in idea_ids])  # equal draws fall alike in any order
    likes = np.maximum(effective_votes * effective_share + prior.alpha, _TINY)[by_id]
    dislikes = np.maximum(effective_votes * (1 - effective_share) + prior.beta, _TINY)[by_id]
    chances = np.zeros(len(idea_ids))
    if len(idea_ids):
        chances[by_id] = _draw_in_order(likes, dislikes, idea_ids[by_id], draws)
    return chances


def _draw_in_order(likes: Floats, dislikes: Floats, idea_ids: Blocks, draws: int) -> Floats:
    is_drawn = _choose_pool(likes, dislikes)
    left = ~is_drawn
    rest = draw_rest(likes[left], dislikes[left], draws, PLACES) if left.any() else NOTHING
    quantiles = np.array([_draw_quantiles(row.tobytes(), draws) for row in idea_ids[is_drawn]])
    places = min(PLACES, len(likes))
    counted = _count_places(Betas.of(likes[is_drawn], dislikes[is_drawn]), quantiles, rest, places) / draws
    chances = np.zeros(len(likes))
    chances[is_drawn] = counted[:-1]
    chances[left] = rest.share_out(float(counted[-1]))
    return chances


def _choose_pool(likes: Floats, dislikes: Floats) -> Booleans:
    """Which ideas (I,) are drawn one by one: those that can best be among the ten, by log-odds of 95 %."""
    is_drawn = np.zeros(len(likes), np.bool_)
    upper = np.log(likes / dislikes) + 1.645 * np.sqrt(1 / likes + 1 / dislikes)
    is_drawn[np.argsort(-upper, kind="stable")[:POOL]] = True
    return is_drawn


@lru_cache(maxsize=2 * POOL)
def _draw_quantiles(idea_id: bytes, draws: int) -> NDArray[np.float32]:
    """Return what depends on the idea alone, kept in memory for the next release (16 kB each)."""
    seed = int.from_bytes(hashlib.sha256(b"chance" + idea_id).digest()[:16], "big")
    return np.random.default_rng(seed).random(draws, np.float32)


def _count_places(betas: Betas, quantiles: NDArray[np.float32], rest: Rest, places: int) -> Integers:
    """In how many draws each idea (P,), and last the rest, is among the `places` best; quantiles: (P, draws).

    Most draws of most ideas are far from the best. Only what is above a bound is worked out, and the bound is
    lowered for the draws with fewer than `places` above it: nothing below it can then be among their best.
    """
    of_draws = np.arange(quantiles.shape[1])
    bounds, is_above = np.empty(len(of_draws)), np.empty(quantiles.shape, np.bool_)
    lacking: Integers | slice = slice(None)
    for bound in _list_bounds(betas, rest, places, len(of_draws)):
        above = quantiles[:, lacking] >= betas.share_below(bound).astype(np.float32)[:, None]
        is_above[:, lacking], bounds[lacking] = above, bound
        found = above.sum(axis=0, dtype=np.uint16) + rest.count_above(bound, len(of_draws))[lacking]
        still = of_draws[lacking][found < places]
        if not len(still):
            break
        lacking = still
    cells = np.flatnonzero(is_above)
    ideas = np.repeat(np.arange(len(quantiles)), np.count_nonzero(is_above, axis=1))
    drawn = ideas, cells - len(of_draws) * ideas, quantiles.ravel()[cells]
    return _count_best(betas, drawn, rest.above(bounds), places)


def _count_best(betas: Betas, drawn: _Drawn, rest: Rest, places: int) -> Integers:
    ideas, draws, quantiles = drawn
    shares = np.concatenate([betas.at(ideas, quantiles), rest.points])
    draws = np.concatenate([draws, rest.draws])
    ideas = np.concatenate([ideas, np.full(len(rest.draws), len(betas.points))])
    by_draw = np.argsort(draws.astype(np.uint16), kind="stable")  # sorts by digits, ten times as fast
    # One row for each draw, filled from the left; what is free is never among the best.
    in_draw = np.bincount(draws)
    starts = np.cumsum(in_draw) - in_draw
    falling = np.full((len(in_draw), in_draw.max()), np.inf)
    shift = np.arange(len(in_draw)) * falling.shape[1] - starts
    falling.ravel()[np.arange(len(draws)) + np.repeat(shift, in_draw)] = -shares[by_draw]
    best = np.argpartition(falling, places - 1, axis=1)[:, :places] + starts[:, None]
    return np.bincount(ideas[by_draw[best.ravel()]], minlength=len(betas.points) + 1)


def _list_bounds(betas: Betas, rest: Rest, places: int, draws: int) -> Iterator[float]:
    """Yield log-odds that on average so many times as many ideas exceed as there are places, then less."""
    some = rest.points[: len(rest.points) // 16]  # of the first draws
    points = np.concatenate([betas.points[:, 8::16].ravel(), some])
    weight = np.diff(betas.below[:, ::16], axis=1, append=1).ravel()
    order = np.argsort(-points)
    above = np.cumsum(np.concatenate([weight, np.full(len(some), 16 / draws)])[order])
    for factor in _FACTORS:
        if factor * places < above[-1]:
            yield float(points[order][np.searchsorted(above, factor * places)])
    yield -np.inf
