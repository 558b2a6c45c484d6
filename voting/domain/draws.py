"""Which idea somebody should look at next: drawn from counts of votes, without a look at who asks.

Pure functions over arrays of the same length N: one place for each idea.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

ENOUGH = 6
MOST_CANDIDATES = 500
WINDOW = 20
PROMISING_SHARE = 0.8

Integers = NDArray[np.integer]
Mask = NDArray[np.bool_]


class Reason(StrEnum):
    """Why an idea is drawn."""

    FEW = "few"
    PROMISING = "promising"
    CHANCE = "chance"


@dataclass(frozen=True)
class Counts:
    """Thumbs-up, thumbs-down and people who voted, (N,) each, as of the last release."""

    up: Integers
    down: Integers
    voters: Integers

    def __len__(self) -> int:
        return len(self.up)

    @property
    def few(self) -> Mask:
        """Where fewer people have voted than every idea should have."""
        return np.asarray(self.voters < ENOUGH)


def choose_candidates(counts: Counts, lots: np.random.Generator) -> NDArray[np.intp]:
    """Return the places of at most 500 ideas that people may be asked about until the next release.

    First those with few votes, fewest first, ties at random; the room that is left goes by 0.8 to what
    Thompson sampling (a draw from Beta(u+1, d+1) each, W. R. Thompson 1933) prefers, else to chance.
    """
    few = np.flatnonzero(counts.few)
    first = few[np.lexsort((lots.random(len(few)), counts.voters[few]))][:MOST_CANDIDATES]
    others = np.flatnonzero(~counts.few)
    room = min(MOST_CANDIDATES - len(first), len(others))
    promising = others[np.argsort(-_sample(counts, others, lots))]
    kept = int(lots.binomial(room, PROMISING_SHARE))
    return np.concatenate([first, promising[:kept], lots.permutation(promising[kept:])[: room - kept]])


def draw_next(counts: Counts, open_to: Mask, *, day: bytes, turn: bytes) -> tuple[int, Reason] | None:
    """Return the place of the idea to ask about next, and why that one; None where `open_to` is nowhere true.

    `day` seeds the order of ties, `turn` the draw itself. Equal seeds give the same idea again.
    """
    few = np.flatnonzero(open_to & counts.few)
    lots = seed_generator(turn)
    if len(few):
        ties = seed_generator(day).random(len(counts))[few]
        window = few[np.lexsort((ties, counts.voters[few]))][:WINDOW]
        return int(lots.choice(window)), Reason.FEW
    rest = np.flatnonzero(open_to)
    if not len(rest):
        return None
    if lots.random() < PROMISING_SHARE:
        return int(rest[np.argmax(_sample(counts, rest, lots))]), Reason.PROMISING
    return int(lots.choice(rest)), Reason.CHANCE


def seed_generator(seed: bytes) -> np.random.Generator:
    """Return a generator that is the same for the same bytes."""
    return np.random.default_rng(int.from_bytes(seed, "big"))


def _sample(counts: Counts, places: NDArray[np.intp], lots: np.random.Generator) -> NDArray[np.float64]:
    return lots.beta(counts.up[places] + 1, counts.down[places] + 1)
