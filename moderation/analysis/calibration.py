"""Chances that come true as often as they say, from scores whose truth is known."""

from dataclasses import dataclass

import numpy as np

from moderation.analysis.arrays import Booleans, Floats, Integers

BINS = 10
FOLDS = 10
_STEPS = 100
_ENOUGH = 1e-9


@dataclass(frozen=True)
class Bin:
    """Suggestions whose chance lay in one tenth: how many, their mean chance, the share that was right."""

    number: int
    chance: float
    right: float


@dataclass(frozen=True)
class Platt:
    """A line through log-odds: what is said to be likely by `slope` too much is said less firmly."""

    slope: float
    level: float

    def to_chances(self, log_odds: Floats) -> Floats:
        """Return the chances, of the same shape."""
        return to_chances(self.slope * log_odds + self.level)


def to_chances(log_odds: Floats) -> Floats:
    """Return 1 / (1 + e^-x), without overflow."""
    chances: Floats = np.exp(-np.logaddexp(0, -log_odds))
    return chances


def fit_logistic(features: Floats, right: Booleans, prior: Floats, strength: float) -> Floats:
    """Return the weights (F,) of a logistic regression of `right` (P,) on `features` (P, F).

    They are the likeliest ones where each weight is normal around `prior` (F,) with variance 1 / `strength`,
    by Newton's method with halved steps (iteratively reweighted least squares; Bishop, Pattern Recognition
    and Machine Learning, 4.3.3). A prior makes the answer exist where right and wrong lie apart, and unique.
    """
    weights = prior.astype(np.float64)
    loss = _find_loss(right, weights - prior, features @ weights, strength)
    for _step in range(_STEPS):
        chances = to_chances(features @ weights)
        slope = features.T @ (chances - right) + strength * (weights - prior)
        bend = (features * (chances * (1 - chances))[:, None]).T @ features + strength * np.eye(len(prior))
        step = np.linalg.solve(bend, slope)
        for _half in range(30):
            tried = weights - step
            now = _find_loss(right, tried - prior, features @ tried, strength)
            if now <= loss:
                break
            step = step / 2
        gain, weights, loss = loss - now, tried, now
        if gain < _ENOUGH:
            break
    return weights


def _find_loss(right: Booleans, off: Floats, log_odds: Floats, strength: float) -> float:
    return float(np.logaddexp(0, np.where(right, -log_odds, log_odds)).sum() + strength / 2 * off @ off)


def fit_platt(log_odds: Floats, right: Booleans) -> Platt:
    """Return the line that makes these log-odds (P,) true (Platt, 1999); few change them little."""
    features = np.column_stack([log_odds, np.ones(len(log_odds))])
    slope, level = fit_logistic(features, right, np.array([1.0, 0.0]), 1.0)
    return Platt(float(slope), float(level))


def cross_fit_platt(log_odds: Floats, right: Booleans, groups: Integers) -> Floats:
    """Return the chance (P,) of each from a line that was fitted without the rest of its group modulo ten.

    `groups` (P,) numbers the texts, so that suggestions of one text are never on both sides.
    """
    chances = np.zeros(len(log_odds))
    for fold in range(FOLDS):
        out = groups % FOLDS == fold
        if out.any():
            chances[out] = fit_platt(log_odds[~out], right[~out]).to_chances(log_odds[out])
    return chances


def draw_curve(chances: Floats, right: Booleans) -> list[Bin]:
    """Return the calibration curve: ten bins of equal width, without the empty ones."""
    numbers = np.minimum((chances * BINS).astype(np.int64), BINS - 1)
    return [
        Bin(int(inside.sum()), float(chances[inside].mean()), float(right[inside].mean()))
        for inside in (numbers == bin_ for bin_ in range(BINS))
        if inside.any()
    ]


def measure_error(chances: Floats, right: Booleans) -> float:
    """Return the expected calibration error: |mean chance - share right| over ten bins, by their numbers.

    After Naeini, Cooper and Hauskrecht (2015). 0 where there is nothing.
    """
    curve = draw_curve(chances, right)
    total = sum(bin_.number for bin_ in curve)
    return sum(bin_.number * abs(bin_.chance - bin_.right) for bin_ in curve) / max(total, 1)
