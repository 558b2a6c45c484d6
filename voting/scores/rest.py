"""The ideas beyond the 500 that are drawn one by one: how good the ten best of them are, all together."""

from dataclasses import dataclass

import numpy as np

from voting.scores.beta import Betas
from voting.scores.vote_matrix import Floats, Integers

_SEED = 20140611
_GRID = 128


@dataclass(frozen=True, repr=False)
class Rest:
    """Of some draws the log-odds of the best ideas and the number of the draw: (X,) each.

    tails: how likely each idea (K,) is above a bound, by falling bounds (_GRID, K); the sum of each row is
    how many are above it on average.
    """

    draws: Integers
    points: Floats
    tails: Floats

    def above(self, bounds: Floats) -> "Rest":
        """Return what is above the bound of its draw (draws,)."""
        kept = self.points > bounds[self.draws]
        return Rest(self.draws[kept], self.points[kept], self.tails)

    def count_above(self, bound: float, draws: int) -> Integers:
        """Return how many are above the bound in each draw (draws,)."""
        return np.bincount(self.draws[self.points > bound], minlength=draws)

    def share_out(self, places: float) -> Floats:
        """So many places on average, shared out among the ideas (K,) as they are likely to be that good."""
        if not places:
            return np.zeros(self.tails.shape[1])
        above = self.tails.sum(axis=1)
        likely = self.tails[min(int(np.searchsorted(above, places)), len(above) - 1)]
        shared: Floats = places * likely / likely.sum()
        return shared


NOTHING = Rest(np.zeros(0, np.int64), np.zeros(0), np.zeros((1, 0)))


def draw_rest(likes: Floats, dislikes: Floats, draws: int, places: int) -> Rest:
    """Draw how good the `places` best of these ideas (K,) are, by their Beta distributions.

    A draw takes K values from the mixture of all of them, best first: the largest of K uniform numbers is
    V^(1/K), the next V^(1/(K-1)) of it, and so on (order statistics, A. Rényi, 1953). One draw of the best
    alone would leave nine places to the others, however many ideas without votes there are.
    """
    kinds, kind = np.unique(np.round([likes, dislikes], 1), axis=1, return_inverse=True)
    betas = Betas.of(np.maximum(kinds[0], 1e-6), np.maximum(kinds[1], 1e-6))
    bounds = np.linspace(betas.points.max(), betas.points.min(), _GRID)
    tails = (1 - betas.share_below(bounds[:, None]))[:, kind.ravel()]
    number, best = len(likes), min(places, len(likes))
    uniform = np.random.default_rng(_SEED).random((draws, best)) ** (1 / np.arange(number, number - best, -1))
    above = number * (1 - np.cumprod(uniform, axis=1))
    points = np.interp(above.ravel(), tails.sum(axis=1), bounds)
    return Rest(np.repeat(np.arange(draws), best), points, tails)
