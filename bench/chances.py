"""Chances of the top ten against the truth of invented conversations: do they come true as often as they say?

Per kind of conversation the ideas are put in ten bins by their chance. In every bin with 200 ideas or more
the mean chance and the share that truly belongs among the ten best must be within .06.
"""

import argparse
import sys
import uuid
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

import bench.lib.ready  # noqa: F401 - sets Django up, before anything with models
from anonymity.thresholds import SCORE_DECIMALS
from bench.lib.conversations import KINDS, Conversation, converse
from voting.boards.listing import find_chances
from voting.count.counting import Count
from voting.count.idea_scores import IdeaScores
from voting.count.members_counted import People
from voting.count.ranking import score_ideas
from voting.scores.clustered import RHO
from voting.scores.likeness import measure_likeness
from voting.scores.vote_matrix import count_votes
from workshops.models import Workshop

BINS = 10
CASES, APART = 200, 0.06


@dataclass(frozen=True)
class Bin:
    """Ideas with like chances: how many, the mean chance, and the share that truly belongs."""

    cases: int
    stated: float
    observed: float

    def __str__(self) -> str:
        mark = "*" if self.cases >= CASES else ""
        return f"{self.stated:.2f}/{self.observed:.2f} ({self.cases}){mark}"

    @property
    def apart(self) -> float:
        """Return by how much they differ."""
        return abs(self.stated - self.observed)


def main() -> int:
    """Print the table; return 1 where a bin with enough cases is too far from the truth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--kind", choices=KINDS, action="append")
    parser.add_argument("--seed", type=int, default=0, help="the first of the seeds")
    options = parser.parse_args()
    print(f"{options.runs} conversations of each kind; stated/observed (cases), * where {CASES} or more")
    seeds = range(options.seed, options.seed + options.runs)
    kept = [_print_kind(name, seeds) for name in options.kind or KINDS]
    return int(not all(kept))


def _print_kind(name: str, seeds: range) -> bool:
    chances, truth = judge(name, seeds)
    bins = fill_bins(chances, truth)
    counted = [one for one in bins if one.cases >= CASES]
    worst = max((one.apart for one in counted), default=0)
    brier, is_true = float(np.mean((chances - truth) ** 2)), worst <= APART
    print(f"{name}: worst {worst:.3f} {'within' if is_true else 'NOT WITHIN'} {APART}, Brier {brier:.4f}")
    print("  " + "  ".join(map(str, bins)), flush=True)
    return is_true


def judge(name: str, seeds: range) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return of all ideas of these conversations the chance that is stated, and whether it comes true."""
    talks = [converse(KINDS[name], seed) for seed in seeds]
    stated = [state_chances(talk, seed) for talk, seed in zip(talks, seeds, strict=True)]
    return np.concatenate(stated), np.concatenate([talk.best for talk in talks])


def fill_bins(chances: NDArray[np.float64], truth: NDArray[np.bool_]) -> list[Bin]:
    """Return the ten bins that are not empty, from the lowest chances to the highest."""
    place = np.minimum((chances * BINS).astype(np.int64), BINS - 1)
    masks = [place == number for number in range(BINS)]
    return [
        Bin(int(mask.sum()), float(chances[mask].mean()), float(truth[mask].mean()))
        for mask in masks
        if mask.any()
    ]


def state_chances(talk: Conversation, seed: int) -> NDArray[np.float64]:
    """Return the chances (I,) that a release would store."""

    ids = np.random.default_rng(seed).integers(0, 256, (len(talk.liking), 16), dtype=np.uint8)
    nobody, everywhere = np.zeros((0, 16), np.uint8), np.ones(len(ids), np.bool_)
    people = People(
        nobody, nobody, talk.organisations.astype(np.int64), np.full(len(talk.organisations), -1), []
    )
    people = replace(people, unnamed_alone=people.is_mostly_unnamed)
    totals = count_votes(talk.votes_cast)
    keys = [uuid.UUID(bytes=row.tobytes()) for row in ids]
    count = Count(keys, talk.votes_cast, totals, everywhere, set(keys))
    stored = score_ideas(count, people, Workshop()).columns
    days = np.zeros(len(ids), np.int64)
    scores = [stored[name] for name in ("top_score", "top_high", "top_weight", "top_share")]
    ground = [stored[name] for name in ("common_ground_score", "common_ground_listed", "debated_score")]
    idea_scores = IdeaScores(ids, days, days, totals, stored["clusters"], stored["spread"], *scores, *ground)
    likeness = measure_likeness(talk.votes_cast, people.clusters, RHO)
    return np.round(find_chances(idea_scores, likeness, RHO), SCORE_DECIMALS)


if __name__ == "__main__":
    sys.exit(main())
