"""From a count to the totals and scores of its ideas, and their row in the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from anonymity.tags import as_blocks
from anonymity.thresholds import CLUSTER_STEPS, SCORE_DECIMALS, VOTES_OF_A_GROUP
from ideas_platform.lib.copying import copy_arrays_in
from voting.count.counting import Count
from voting.count.members_counted import People
from voting.scores.clustered import CLUSTERS_TO_BE_LISTED, score_clustered
from voting.scores.common_ground import CommonGround, score_common_ground
from voting.scores.debated import score_debated
from voting.scores.vote_matrix import Booleans, Floats, Integers, Totals, count_votes
from workshops.models import Workshop

NUMBERS = (
    "up", "down", "unsure", "clusters", "spread", "top_score", "top_high", "top_weight", "top_share",
    "common_ground_score", "common_ground_listed", "debated_score",
)  # fmt: skip
"""What is kept of every idea."""
_REMOVE = "DELETE FROM voting_total WHERE idea_id = ANY(%s)"


@dataclass(frozen=True, repr=False)
class Scored:
    """The NUMBERS of some ideas as arrays (I,) by name, just as wide as the columns; no score is masked."""

    ideas: list[UUID]
    columns: dict[str, NDArray[Any]]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield the NUMBERS of one idea after the other, None for no score."""
        return zip(*(self.columns[name].tolist() for name in NUMBERS), strict=True)

    @property
    def voters(self) -> Integers:
        """How many people have voted on each (I,)."""
        total: Integers = self.columns["up"] + self.columns["down"] + self.columns["unsure"]
        return total


def score_ideas(count: Count, people: People, workshop: Workshop) -> Scored:
    """Return totals and scores of the ideas of the count, not stored.

    An idea that is not shown, is merged into another, or that nobody is for or against, gets no score. A
    merged idea keeps the total of what was voted on it. Scores are rounded to three decimals and the weight
    to a whole number, but for imported ideas.
    """
    totals = _choose_totals(count)
    ground = _find_ground(count, people, is_exact=workshop.imported)
    top = score_clustered(count.votes_cast, people.clusters, workshop.rho, values=people.number_of_values)
    scored = (totals.decided > 0) & count.votable
    scores, whole = (None, None) if workshop.imported else (SCORE_DECIMALS, 0)
    columns = {
        **{field.name: getattr(totals, field.name).astype(np.int32) for field in fields(totals)},
        "clusters": round_to_steps(top.named).astype(np.int32),
        "spread": np.minimum(top.clusters, CLUSTERS_TO_BE_LISTED).astype(np.int16),
        "top_score": _mask(_round(top.score, scores), scored),
        "top_high": _round(top.high, scores),
        "top_weight": _round(top.effective_votes, whole),
        "top_share": _round(top.effective_share, scores),
        "common_ground_score": _mask(_round(ground.score, scores), scored),
        "common_ground_listed": ground.is_listed & scored,
        "debated_score": _mask(_round(score_debated(totals), scores), scored),
    }
    return Scored(count.ideas, columns)


def round_to_steps(number: Integers) -> Integers:
    """The step of CLUSTER_STEPS that each number (I,) has reached; 0 below the first."""
    steps = np.array([0, *sorted(CLUSTER_STEPS)])
    reached: Integers = steps[np.searchsorted(steps, number, side="right") - 1]
    return reached


def store_totals(scored: Scored) -> None:
    """Put these totals in the place of the stored ones of the same ideas."""
    with connection.cursor() as cursor:
        cursor.execute(_REMOVE, [scored.ideas])
    copy_arrays_in(
        "voting_total", {"idea_id": as_blocks([key.bytes for key in scored.ideas]), **scored.columns}
    )


def _round(numbers: Floats, decimals: int | None) -> Floats:
    return numbers if decimals is None else np.round(numbers, decimals)


def _mask(score: Floats, scored: Booleans) -> NDArray[Any]:
    return np.ma.masked_array(score, np.isnan(score) | ~scored)


def _choose_totals(count: Count) -> Totals:
    merged = count_votes(count.votes_cast)
    names = [field.name for field in fields(merged)]
    pairs = ((getattr(merged, name), getattr(count.own, name)) for name in names)
    chosen: list[Integers] = [np.where(count.votable, one, other) for one, other in pairs]
    return Totals(*chosen)


def _find_ground(count: Count, people: People, *, is_exact: bool) -> CommonGround:
    """Return the common ground; unless imported, groups count from ten votes on, and listed ideas alone."""
    nothing: Floats = np.full(len(count.ideas), np.nan)
    if people.number_of_groups < 2:
        return CommonGround(nothing, np.zeros(len(count.ideas), np.bool_))
    if is_exact:
        return score_common_ground(count.votes_cast, people.groups, people.number_of_groups)
    ground = score_common_ground(count.votes_cast, people.groups, people.number_of_groups, VOTES_OF_A_GROUP)
    return replace(ground, score=np.where(ground.is_listed, ground.score, nothing))
