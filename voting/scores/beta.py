"""The Beta distribution by its quantiles: exact enough for draws, and many distributions at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voting.scores.vote_matrix import Floats, Integers

POINTS = 1 << 8


@dataclass(frozen=True, repr=False)
class Betas:
    """P distributions Beta(likes, dislikes) of log-odds y: points (P, G), and how much lies below each.

    Log-odds grow with the share that is drawn, and never stick to 0 or 1, so they order draws better.
    """

    points: Floats
    below: Floats

    @classmethod
    def of(cls, likes: Floats, dislikes: Floats) -> "Betas":
        """Integrated by the trapezoid rule from the density e^(likes·y)/(1+e^y)^(likes+dislikes).

        This falls at least as fast as e^(likes·y) below and e^(-dislikes·y) above, which says how far to go.
        """
        middle, spread = np.log(likes / dislikes), 8 * np.sqrt(1 / likes + 1 / dislikes)
        low, high = middle - spread - 14 / likes, middle + spread + 14 / dislikes
        points = low[:, None] + np.linspace(0, 1, POINTS) * (high - low)[:, None]
        power = likes[:, None] * points - (likes + dislikes)[:, None] * np.logaddexp(0, points)
        density = np.exp(power - power.max(axis=1, keepdims=True))
        below = np.zeros_like(density)
        np.cumsum(density[:, 1:] + density[:, :-1], axis=1, out=below[:, 1:])
        return cls(points, below / below[:, -1:])

    def share_below(self, bound: float | Floats) -> Floats:
        """Return how much (P,) of each distribution lies below these log-odds: the points stand evenly.

        For several bounds (B, 1) at once (B, P).
        """
        low, high = self.points[:, 0], self.points[:, -1]
        steps = np.clip((bound - low) / (high - low), 0, 1) * (POINTS - 1)
        rows, before = np.arange(len(low)), np.minimum(steps.astype(np.int64), POINTS - 2)
        start, end = self.below[rows, before], self.below[rows, before + 1]
        between: Floats = start + (steps - before) * (end - start)
        return between

    def at(self, indices: Integers, quantiles: NDArray[np.float32]) -> Floats:
        """Return the log-odds (N,) at these quantiles, below 1, of the distributions with these indices."""
        below, points = self.below.ravel(), self.points.ravel()
        place, step = indices * POINTS, POINTS // 2
        while step:  # halving: the last point that has no more below it than the quantile
            place = place + step * (below[place + step] <= quantiles)
            step //= 2
        slope = (points[place + 1] - points[place]) / (below[place + 1] - below[place])
        found: Floats = slope * (quantiles - below[place]) + points[place]
        return found
