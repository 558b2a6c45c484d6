"""Codes that a text may deserve, each with the chance that it is right and the nearest coded text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from moderation.analysis.arrays import Booleans, Floats, Integers, Vectors
from moderation.analysis.calibration import (
    Bin,
    Platt,
    cross_fit_platt,
    draw_curve,
    fit_logistic,
    fit_platt,
    measure_error,
)
from moderation.analysis.likeness import (
    Prototypes,
    Space,
    compare,
    compare_coded,
    compare_texts,
    sum_up,
)
from moderation.analysis.pieces import Pause, cut, go_on
from moderation.analysis.thresholds import ENOUGH_BLIND

MOST_SUGGESTIONS = 5
FEW = 3
PIECE = 200


@dataclass(frozen=True)
class Codings:
    """What people coded so far: `rows` (N,) of the texts, and the codes each was `given` (N, K).

    *None of these* is a row of False. `is_blind` (N,) marks texts of the random share that is coded without
    any suggestion in sight.
    """

    rows: Integers
    given: Booleans
    is_blind: Booleans


@dataclass(frozen=True)
class Suggestion:
    """A code (its place among them) and its chance of being right, None where too little is known to say.

    `example` is the row of the coded text with this code that is most like the text, None where there is
    none.
    """

    code: int
    chance: float | None
    example: int | None


@dataclass(frozen=True)
class Suggester:
    """What was learnt from codings; `curve` and `error` were measured on blind texts left out for it."""

    spaces: Sequence[Space]
    prototypes: Sequence[Prototypes]
    codings: Codings
    scale: tuple[Floats, Floats]
    weights: Floats
    platt: Platt | None
    curve: list[Bin]
    error: float | None

    def suggest(self, rows: Integers) -> list[list[Suggestion]]:
        """Return at most five suggestions for each of these texts, likeliest first."""
        counts = np.tile(self.codings.given.sum(axis=0), (len(rows), 1))
        pairs = zip(self.spaces, self.prototypes, strict=True)
        codes, features = _choose(_add(compare(*pair, rows) for pair in pairs), counts)
        log_odds = _standardise(features, self.scale) @ self.weights
        order = np.argsort(-log_odds, axis=1, kind="stable")
        codes = np.take_along_axis(codes, order, 1)
        log_odds = np.take_along_axis(log_odds, order, 1)
        chances = (
            self.platt.to_chances(log_odds).tolist() if self.platt else [[None] * codes.shape[1]] * len(rows)
        )
        found = zip(codes.tolist(), chances, self._find_examples(rows, codes), strict=True)
        return [[Suggestion(*parts) for parts in zip(*of_text, strict=True)] for of_text in found]

    def suggest_all(
        self, rows: Integers, pause: Pause = go_on
    ) -> Iterator[tuple[Integers, list[list[Suggestion]]]]:
        """Yield rows with their suggestions, two hundred texts at a time."""
        for piece in cut(len(rows), PIECE):
            pause()
            yield rows[piece], self.suggest(rows[piece])

    def _find_examples(self, rows: Integers, codes: Integers) -> list[list[int | None]]:
        """Return for each text and code (R, C) the row of the most similar text that has this code."""
        if not len(self.codings.rows):
            return [[None] * codes.shape[1] for _row in rows]
        alike = _add(compare_texts(space, rows, self.codings.rows) for space in self.spaces)
        examples: list[list[int | None]] = [[] for _row in rows]
        for of_place in codes.T:
            among = np.where(self.codings.given.T[of_place], alike, -np.inf)
            best = among.argmax(axis=1)
            is_there = np.isfinite(among[np.arange(len(rows)), best])
            for place, (index, there) in enumerate(zip(best.tolist(), is_there.tolist(), strict=True)):
                examples[place].append(int(self.codings.rows[index]) if there else None)
        return examples


def train(spaces: Sequence[Space], codings: Codings, pause: Pause = go_on) -> Suggester:
    """Learn from the codings so far, by all spaces together: stems, and meaning where it is installed.

    A code is likely where the text is like what has that code: the cosines are added up, and a logistic
    regression makes log-odds of them, of how far the code leads, and of how often it was given. It learns
    from all coded texts, each compared as if it had not been coded. A line through these log-odds (Platt) is
    then fitted to the blind texts alone: only they were coded by people who had seen no suggestion. Below 50
    of them no chance is told.
    """
    prototypes = []
    for space in spaces:
        pause()
        prototypes.append(sum_up(space, codings.rows, codings.given))
    alike = _add(
        compare_coded(*pair, codings.rows, codings.given) for pair in zip(spaces, prototypes, strict=True)
    )
    codes, features = _choose(alike, codings.given.sum(axis=0) - codings.given)
    right = np.take_along_axis(codings.given, codes, 1)
    pause()
    scale = _find_scale(features)
    standard = _standardise(features, scale)
    weights = fit_logistic(standard.reshape(-1, standard.shape[-1]), right.ravel(), _prior(standard), 1.0)
    platt, curve, error = _calibrate((standard @ weights)[codings.is_blind], right[codings.is_blind])
    return Suggester(spaces, prototypes, codings, scale, weights, platt, curve, error)


def _calibrate(log_odds: Floats, right: Booleans) -> tuple[Platt | None, list[Bin], float | None]:
    if len(log_odds) < ENOUGH_BLIND:
        return None, [], None
    groups = np.repeat(np.arange(len(log_odds)), log_odds.shape[1])
    chances = cross_fit_platt(log_odds.ravel(), right.ravel(), groups)
    told = draw_curve(chances, right.ravel()), measure_error(chances, right.ravel())
    return fit_platt(log_odds.ravel(), right.ravel()), *told


def _add(cosines: Iterator[Vectors]) -> Vectors:
    return reduce(np.add, cosines)


def _choose(alike: Vectors, counts: Integers) -> tuple[Integers, Floats]:
    """Return the five codes (R, 5) that are most like each text, and what is known of them (R, 5, F).

    `alike` and `counts` are (R, K): how like, and how many other texts have the code.
    """
    number = alike.shape[1]
    places = min(MOST_SUGGESTIONS, number)
    if not places:
        return np.zeros((len(alike), 0), np.int64), np.zeros((len(alike), 0, 3))
    best = np.argpartition(-alike, min(places, number - 1), axis=1)[:, : places + 1]
    order = np.argsort(-np.take_along_axis(alike, best, 1), axis=1, kind="stable")
    best = np.take_along_axis(best, order, 1)
    cosines = np.take_along_axis(alike, best, 1).astype(np.float64)
    others = cosines[:, [0] * places]
    others[:, 0] = cosines[:, 1] if number > 1 else 0
    few = np.minimum(np.take_along_axis(counts, best[:, :places], 1), FEW)
    shown = cosines[:, :places]
    return best[:, :places], np.stack([shown, shown - others, few], axis=-1)


def _find_scale(features: Floats) -> tuple[Floats, Floats]:
    flat = features.reshape(-1, features.shape[-1])
    if not len(flat):
        return np.zeros(flat.shape[1]), np.ones(flat.shape[1])
    return flat.mean(axis=0), np.maximum(flat.std(axis=0), 1e-6)


def _standardise(features: Floats, scale: tuple[Floats, Floats]) -> Floats:
    """Return the features around 0 with spread 1, and a constant 1 after them."""
    middle, spread = scale
    return np.concatenate([(features - middle) / spread, np.ones((*features.shape[:-1], 1))], axis=-1)


def _prior(features: Floats) -> Floats:
    """Return what holds before anything is known: the more alike, the likelier."""
    prior = np.zeros(features.shape[-1])
    prior[0] = 1.0
    return prior
