"""The leaderboards: worked out whole with each release, read as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from anonymity.tags import Blocks
from anonymity.thresholds import SCORE_DECIMALS
from voting.boards.approvals import find_approvals
from voting.boards.listing import Circumstances, Listing, find_candidates, find_chances, list_boards
from voting.count.daily import rate_rising
from voting.count.idea_scores import IdeaScores, load_idea_scores
from voting.count.runs import Run
from voting.scores.likeness import measure_likeness
from voting.scores.vote_matrix import Floats

FACTS = (
    "rank", "score", "low", "high", "share", "tenths", "chance", "up", "down", "unsure", "clusters",
)  # fmt: skip
"""What an entry says of its idea."""

Fact = tuple[float, ...]


@dataclass(frozen=True, repr=False)
class Ranked:
    """All boards, and the chance of each idea."""

    idea_scores: IdeaScores
    listings: list[Listing]
    chances: Floats

    def ideas(self, listing: Listing) -> Blocks:
        """Return the ideas of the board, best first: the bytes (P, 16) of their primary keys."""
        return self.idea_scores.ids[listing.indices]

    def facts(self, listing: Listing) -> dict[str, NDArray[Any]]:
        """Return the FACTS of the board as arrays (P,), just as wide as the columns."""
        of, indices = self.idea_scores, listing.indices
        return {
            "rank": np.arange(1, len(indices) + 1, dtype=np.int32),
            "score": listing.scores,
            "low": np.nan_to_num(of.top_score[indices]),
            "high": of.top_high[indices],
            "share": of.top_share[indices],
            "tenths": listing.tenths.astype(np.int16),
            "chance": self.chances[indices],
            **{kind: numbers[indices].astype(np.int32) for kind, numbers in vars(of.totals).items()},
            "clusters": of.clusters[indices].astype(np.int32),
        }

    def entries(self, listing: Listing) -> Iterator[tuple[UUID, Fact]]:
        """Yield for each position of the board, best first, its idea and the FACTS."""
        facts = self.facts(listing)
        keys = [UUID(bytes=row.tobytes()) for row in self.ideas(listing)]
        return zip(keys, zip(*(facts[name].tolist() for name in FACTS), strict=True), strict=True)


def rank_ideas(run: Run, day: date) -> Ranked:
    """Return all boards as the stored totals give them on this day."""
    idea_scores = load_idea_scores(run.workshop)
    candidates = find_candidates(idea_scores)
    now = Circumstances(
        run.people.members_counted,
        run.people.number_of_groups,
        rate_rising(run.workshop, idea_scores.ids, run.mains, day),
        candidates,
        find_approvals(run, idea_scores, candidates),
        is_exact=run.workshop.imported,
    )
    listings = list_boards(idea_scores, now)
    likeness = measure_likeness(now.approvals, run.people.clusters, run.workshop.rho)
    chances = find_chances(idea_scores, likeness, run.workshop.rho)
    return Ranked(idea_scores, listings, chances if now.is_exact else np.round(chances, SCORE_DECIMALS))
