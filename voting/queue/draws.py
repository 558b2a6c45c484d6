"""Which idea somebody should look at next: drawn from counts of votes, without a look at who asks.

Pure functions over arrays of the same length N: one entry for each idea.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from voting.scores.prior import Prior, fit_prior

ENOUGH = 6
MOST_CANDIDATES = 500
PROMISING_SHARE = 0.8
# A Beta distribution needs more than nothing on both sides, also where all votes so far are alike.
_LEAST = 0.05

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

    @cached_property
    def prior(self) -> Prior:
        """What all ideas are like."""
        return fit_prior(self.up, self.up + self.down)


def choose_candidates(counts: Counts, generator: np.random.Generator) -> NDArray[np.intp]:
    """Return the indices of at most 500 ideas that people may be asked about until the next release.

    First those with few votes, fewest first, ties at random; the room that is left goes by 0.8 to what
    Thompson sampling (W. R. Thompson 1933) prefers, else to chance: a draw from Beta(u + alpha, d + beta)
    each, with the prior that fits all ideas. Without it rare releases send votes after lucky beginnings.
    """
    few = np.flatnonzero(counts.few)
    first = few[np.lexsort((generator.random(len(few)), counts.voters[few]))][:MOST_CANDIDATES]
    others = np.flatnonzero(~counts.few)
    room = min(MOST_CANDIDATES - len(first), len(others))
    promising = others[np.argsort(-_sample(counts, others, generator))]
    kept = int(generator.binomial(room, PROMISING_SHARE))
    return np.concatenate([first, promising[:kept], generator.permutation(promising[kept:])[: room - kept]])


def draw_next(counts: Counts, open_to: Mask, *, day: bytes, turn: bytes) -> tuple[int, Reason] | None:
    """Return the index of the idea to ask about next, and why that one; None where `open_to` is nowhere true.

    First those with few votes, drawn in proportion to what they lack (`day` seeds this, so each person has
    an order for the day); then, seeded by `turn`, by Thompson sampling or by chance. Equal seeds give the
    same idea again. Why not simply the fewest first: docs/decisions/0027-the-voting-queue.md.
    """
    few = np.flatnonzero(open_to & counts.few)
    if len(few):
        # The least of exponential draws falls on each index in proportion to its weight (Efraimidis and
        # Spirakis 2006): the more votes an idea lacks, the sooner people come to it, each by another way.
        lacking = ENOUGH - counts.voters[few]
        waits = seed_generator(day).standard_exponential(len(counts))[few] / lacking
        return int(few[np.argmin(waits)]), Reason.FEW
    rest, generator = np.flatnonzero(open_to), seed_generator(turn)
    if not len(rest):
        return None
    if generator.random() < PROMISING_SHARE:
        return int(rest[np.argmax(_sample(counts, rest, generator))]), Reason.PROMISING
    return int(generator.choice(rest)), Reason.CHANCE


def seed_generator(seed: bytes) -> np.random.Generator:
    """Return a generator that is the same for the same bytes."""
    return np.random.default_rng(int.from_bytes(seed, "big"))


def _sample(counts: Counts, indices: NDArray[np.intp], generator: np.random.Generator) -> NDArray[np.float64]:
    """Return a draw of what share likes each idea, (P,): its votes on top of what all ideas are like."""
    alpha, beta = (max(one, _LEAST) for one in (counts.prior.alpha, counts.prior.beta))
    return generator.beta(counts.up[indices] + alpha, counts.down[indices] + beta)
