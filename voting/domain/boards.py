"""The leaderboards: worked out and written whole with each release, read as they are."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

import numpy as np

from ideas_platform.lib.copying import copy_in
from voting.domain.approvals import Run, find_approvals
from voting.domain.daily import rate_rising
from voting.domain.listing import Circumstances, Listing, find_chances, list_boards
from voting.domain.scores.ballots import Floats
from voting.domain.standings import Standings, load_standings
from voting.models import Board, BoardEntry
from workshops.models import Workshop

FACTS = (
    "rank", "score", "low", "high", "share", "tenths", "chance", "up", "down", "unsure", "clusters",
)  # fmt: skip
"""What an entry says of its idea."""

Fact = tuple[float, ...]


@dataclass(frozen=True, repr=False)
class Ranked:
    """All boards that could be worked out, and whether that is so for `diverse`."""

    standings: Standings
    listings: list[Listing]
    chances: Floats

    def entries(self, listing: Listing) -> Iterator[tuple[UUID, Fact]]:
        """Yield for each place of the board, best first, its idea and the FACTS."""
        keys, columns = self.standings.keys, self._columns
        scores, tenths = listing.scores.tolist(), listing.tenths.tolist()
        for rank, place in enumerate(listing.places.tolist(), start=1):
            low, high, share, chance, *counts = (column[place] for column in columns)
            score = scores[rank - 1]
            yield keys[place], (rank, score, low, high, share, tenths[rank - 1], chance, *counts)

    @cached_property
    def _columns(self) -> list[list[float]]:
        of = self.standings
        floats = (np.nan_to_num(of.top_score), of.top_high, of.top_share, self.chances)
        return [column.tolist() for column in (*floats, *vars(of.totals).values(), of.clusters)]


def rank_ideas(run: Run, day: date, *, diverse: bool = True) -> Ranked:
    """Return all boards as the stored totals give them on this day; `diverse` only where that is asked."""
    standings = load_standings(run.workshop)
    now = Circumstances(
        run.people.electorate,
        run.people.number_of_groups,
        rate_rising(standings.keys, run.mains, day),
        find_approvals(run, standings) if diverse else None,
    )
    listings = list_boards(standings, now)
    return Ranked(standings, listings, find_chances(standings, listings[0]))


def store_boards(workshop: Workshop, ranked: Ranked, number: int) -> None:
    """Put these boards in the stead of the old ones, as of release `number`.

    The old rank of an idea becomes its previous one; ranking again at the same release keeps the previous.
    """
    names = [listing.name for listing in ranked.listings]
    _drop_common_ground(workshop, names)
    Board.objects.bulk_create(
        (Board(workshop=workshop, name=name, release_number=0) for name in names), ignore_conflicts=True
    )
    boards = {board.name: board for board in Board.objects.filter(workshop=workshop, name__in=names)}
    previous = _find_previous(boards, number)
    BoardEntry.objects.filter(board__in=boards.values()).delete()
    rows = [
        (uuid.uuid4(), boards[listing.name].pk, key, previous.get((boards[listing.name].pk, key)), *facts)
        for listing in ranked.listings
        for key, facts in ranked.entries(listing)
    ]
    copy_in("voting_boardentry", ("id", "board_id", "idea_id", "previous_rank", *FACTS), rows)
    for board in boards.values():
        board.release_number, board.version = number, uuid.uuid4()
    Board.objects.bulk_update(boards.values(), ["release_number", "version"])


def _drop_common_ground(workshop: Workshop, offered: list[Board.Name]) -> None:
    if Board.Name.COMMON_GROUND not in offered:
        Board.objects.filter(workshop=workshop, name=Board.Name.COMMON_GROUND).delete()


def _find_previous(boards: dict[str, Board], number: int) -> dict[tuple[UUID, UUID], int | None]:
    is_later = {board.pk: board.release_number < number for board in boards.values()}
    entries = BoardEntry.objects.filter(board__in=boards.values()).order_by()
    rows = entries.values_list("board_id", "idea_id", "rank", "previous_rank")
    return {(board, idea): rank if is_later[board] else earlier for board, idea, rank, earlier in rows}
