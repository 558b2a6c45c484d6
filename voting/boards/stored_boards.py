"""The boards in their table: what has changed is written whole, what has not is left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from django.contrib.postgres.functions import RandomUUID
from numpy.typing import NDArray

from anonymity.tags import Blocks, list_keys
from ideas_platform.lib.copying import copy_arrays_in, copy_arrays_out
from voting.boards.boards import FACTS, Ranked
from voting.models import Board, BoardEntry
from voting.scores.vote_matrix import Integers
from workshops.models import Workshop

NO_RANK = 0

_KINDS = {
    "board": "integer", "idea_id": "uuid", "previous_rank": "integer", "rank": "integer",
    "score": "double", "low": "double", "high": "double", "share": "double", "tenths": "smallint",
    "chance": "double", "up": "integer", "down": "integer", "unsure": "integer", "clusters": "integer",
}  # fmt: skip
_STORED = """
SELECT asked.index::int4, entry.idea_id, COALESCE(entry.previous_rank, 0), entry.rank,
    entry.score, entry.low, entry.high, entry.share, entry.tenths,
    entry.chance, entry.up, entry.down, entry.unsure, entry.clusters
FROM unnest(%s::uuid[]) WITH ORDINALITY AS asked (board_id, index)
JOIN voting_boardentry entry USING (board_id)
ORDER BY asked.index, entry.rank
"""
_Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, repr=False)
class _Entries:
    """The positions of one board: columns by name, all of the same length."""

    columns: _Columns

    def __len__(self) -> int:
        return len(self.columns["rank"])

    def equals(self, other: _Entries) -> bool:
        return all(np.array_equal(values, other.columns[name]) for name, values in self.columns.items())

    def ranks(self, ideas: Blocks, column: str) -> Integers:
        """Return what these ideas have in the column, NO_RANK for those that are not here."""
        ranks = dict(zip(list_keys(self.columns["idea_id"]), self.columns[column].tolist(), strict=True))
        return np.array([ranks.get(key, NO_RANK) for key in list_keys(ideas)], np.int32)


def store_boards(workshop: Workshop, ranked: Ranked, number: int) -> None:
    """Put these boards in the stead of the old ones, as of release `number`; leave those that are the same.

    The old rank of an idea becomes its previous one; ranking again at the same release keeps the previous.
    """
    boards = _find_boards(workshop, [listing.name for listing in ranked.listings])
    stored = _load_entries(boards)
    changed = {}
    for board, listing, old in zip(boards, ranked.listings, stored, strict=True):
        ideas = ranked.ideas(listing)
        previous = old.ranks(ideas, "rank" if board.release_number < number else "previous_rank")
        new = _Entries({"idea_id": ideas, "previous_rank": previous, **ranked.facts(listing)})
        if not board.release_number or not new.equals(old):
            changed[board.pk] = new
    BoardEntry.objects.filter(board__in=changed).delete()
    _write(changed)
    Board.objects.filter(pk__in=changed).update(release_number=number, version=RandomUUID())


def _find_boards(workshop: Workshop, names: list[Board.Name]) -> list[Board]:
    """Return the boards of these names in this order, made where there are none.

    Common ground goes where it is not among them: it is no longer offered.
    """
    if Board.Name.COMMON_GROUND not in names:
        Board.objects.filter(workshop=workshop, name=Board.Name.COMMON_GROUND).delete()
    found = {board.name: board for board in Board.objects.filter(workshop=workshop)}
    missing = [Board(workshop=workshop, name=name, release_number=0) for name in names if name not in found]
    found.update({board.name: board for board in Board.objects.bulk_create(missing)})
    return [found[name] for name in names]


def _load_entries(boards: list[Board]) -> list[_Entries]:
    rows = copy_arrays_out(_STORED, [[board.pk for board in boards]], _KINDS)
    ends = np.searchsorted(rows.pop("board"), np.arange(1, len(boards)), side="right")
    parts = {name: np.split(column, ends) for name, column in rows.items()}
    return [_Entries({name: part[index] for name, part in parts.items()}) for index in range(len(boards))]


def _write(changed: dict[UUID, _Entries]) -> None:
    if not changed:
        return
    joined = {
        name: np.concatenate([entries.columns[name] for entries in changed.values()])
        for name in ("idea_id", "previous_rank", *FACTS)
    }
    joined["previous_rank"] = np.ma.masked_equal(joined["previous_rank"], NO_RANK)
    whose = [np.tile(np.frombuffer(key.bytes, np.uint8), (len(part), 1)) for key, part in changed.items()]
    copy_arrays_in("voting_boardentry", {"board_id": np.concatenate(whose), **joined})
