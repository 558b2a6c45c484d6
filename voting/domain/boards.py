"""The leaderboards: written whole with each release, read as they are."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import numpy as np

from ideas_platform.lib.copying import copy_in
from voting.domain.scores.ballots import Totals
from voting.domain.scores.chances import Prior, draw_chances, fit_prior
from voting.domain.scores.clustered import Electorate, is_top_listed
from voting.domain.scores.order import order
from voting.models import Board, Total
from workshops.anonymity.tags import as_blocks
from workshops.models import Workshop

MOST_ENTRIES = 500
_COLUMNS = (
    "id", "board_id", "idea_id", "rank", "previous_rank", "score", "low", "high", "chance",
    "up", "down", "unsure", "clusters",
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """An idea's place on a board, before it is stored."""

    total: Total
    rank: int
    chance: float


def rank_top(workshop: Workshop, electorate: Electorate) -> list[Place]:
    """Return the places of the board `top`, best first, worked out from the stored totals."""
    totals = list(Total.objects.scored().filter(idea__workshop=workshop))
    counted = _count(totals)
    clusters = np.array([total.clusters for total in totals], np.int64)
    listed = np.flatnonzero(is_top_listed(counted, clusters, electorate))
    score = np.array([totals[i].top_score for i in listed], np.float64)
    ids = as_blocks([totals[i].idea_id.bytes for i in listed])
    best = [totals[listed[i]] for i in order(score, counted.decided[listed], ids, Board.Name.TOP)][
        :MOST_ENTRIES
    ]
    chances = _find_chances(best, fit_prior(counted.up[listed], counted.decided[listed]))
    return [
        Place(total, rank, chance) for rank, (total, chance) in enumerate(zip(best, chances, strict=True), 1)
    ]


def _count(totals: list[Total]) -> Totals:
    return Totals(
        *(np.array([getattr(t, name) for t in totals], np.int64) for name in ("up", "down", "unsure"))
    )


def _find_chances(pool: list[Total], prior: Prior) -> list[float]:
    if not pool:
        return []
    votes, share = (np.array([getattr(t, name) for t in pool]) for name in ("top_weight", "top_share"))
    return [float(c) for c in draw_chances(votes, share, as_blocks([t.idea_id.bytes for t in pool]), prior)]


def store_board(workshop: Workshop, name: Board.Name, places: list[Place], number: int) -> None:
    """Put these places in the stead of the board's old ones, as of release `number`.

    The old rank of an idea becomes its previous one; ranking again at the same release keeps the previous.
    """
    board, _is_new = Board.objects.get_or_create(
        workshop=workshop, name=name, defaults={"release_number": number}
    )
    earlier = "rank" if board.release_number < number else "previous_rank"
    previous = dict(board.entries.values_list("idea_id", earlier))
    board.entries.all().delete()
    Board.objects.filter(pk=board.pk).update(release_number=number)
    copy_in("voting_boardentry", _COLUMNS, (_entry(board, p, previous.get(p.total.idea_id)) for p in places))


def _entry(board: Board, place: Place, previous_rank: int | None) -> tuple[object, ...]:
    total = place.total
    interval = (total.top_score, total.top_score, total.top_high, place.chance)
    counts = (total.up, total.down, total.unsure, total.clusters)
    return (uuid.uuid4(), board.pk, total.idea_id, place.rank, previous_rank, *interval, *counts)
