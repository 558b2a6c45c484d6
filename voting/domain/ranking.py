"""From a count to the totals and scores of its ideas, and their place in the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from math import isnan
from typing import Any
from uuid import UUID

import numpy as np

from ideas_platform.lib.copying import copy_in
from voting.domain.counting import Count
from voting.domain.electors import People
from voting.domain.scores.ballots import Floats, Integers, Totals, count_votes
from voting.domain.scores.clustered import score_clustered
from voting.domain.scores.common_ground import CommonGround, score_common_ground
from voting.domain.scores.debated import score_debated
from voting.models import Total

NUMBERS = (
    "up", "down", "unsure", "clusters", "top_score", "top_high", "top_weight", "top_share",
    "common_ground_score", "common_ground_tenths", "common_ground_listed", "debated_score",
)  # fmt: skip
"""What is kept of every idea."""

_SCORES = ("top_score", "common_ground_score", "debated_score")


def score_ideas(count: Count, people: People, rho: float) -> list[Total]:
    """Return total and scores of each idea of the count, not stored.

    An idea that is not shown, is merged into another, or that nobody is for or against, gets no score. A
    merged idea keeps the total of what was voted on it.
    """
    totals = _choose_totals(count)
    ground = _find_ground(count, people)
    top = score_clustered(count.ballots, people.clusters, rho)
    scored = (totals.decided > 0) & count.votable
    columns = {
        **{field.name: getattr(totals, field.name) for field in fields(totals)},
        "clusters": top.clusters,
        "top_score": top.score,
        "top_high": top.high,
        "top_weight": top.effective_votes,
        "top_share": top.effective_share,
        "common_ground_score": ground.score,
        "common_ground_tenths": np.floor(10 * ground.least_keen + 1e-9).astype(np.int64),
        "common_ground_listed": ground.is_listed & scored,
        "debated_score": score_debated(totals),
    }
    return _make_totals(count.ideas, {name: columns[name].tolist() for name in NUMBERS}, scored.tolist())


def store_totals(totals: Sequence[Total]) -> None:
    """Put these totals in the place of the stored ones of the same ideas."""
    ideas: list[UUID] = [total.idea_id for total in totals]
    Total.objects.filter(idea__in=ideas).delete()
    columns = ("idea_id", *NUMBERS)
    copy_in("voting_total", columns, ([getattr(total, column) for column in columns] for total in totals))


def _make_totals(ideas: list[UUID], columns: dict[str, list[Any]], scored: list[bool]) -> list[Total]:
    for name in _SCORES:
        pairs = zip(columns[name], scored, strict=True)
        columns[name] = [value if kept and not isnan(value) else None for value, kept in pairs]
    rows = zip(*columns.values(), strict=True)
    return [
        Total(idea_id=idea, **dict(zip(columns, row, strict=True)))
        for idea, row in zip(ideas, rows, strict=True)
    ]


def _choose_totals(count: Count) -> Totals:
    merged = count_votes(count.ballots)
    names = [field.name for field in fields(merged)]
    pairs = ((getattr(merged, name), getattr(count.own, name)) for name in names)
    chosen: list[Integers] = [np.where(count.votable, one, other) for one, other in pairs]
    return Totals(*chosen)


def _find_ground(count: Count, people: People) -> CommonGround:
    if people.number_of_groups >= 2:
        return score_common_ground(count.ballots, people.groups, people.number_of_groups)
    nothing: Floats = np.full(len(count.ideas), np.nan)
    return CommonGround(nothing, np.zeros(len(count.ideas)), np.zeros(len(count.ideas), np.bool_))
