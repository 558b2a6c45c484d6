"""The places of ideas on the boards, with the reason: for an idea's page and for its author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ideas_platform.lib.versioned_cache import VersionedCache
from voting.boards.board_words import BOARD_WORDS
from voting.boards.entries import count_served, list_votable, say_debate, say_rise, shows_totals
from voting.models import Board, BoardEntry
from workshops.models import Workshop

ORDER = {name: number for number, name in enumerate(BOARD_WORDS)}
_places: VersionedCache[str, dict[UUID, list[BoardEntry]]] = VersionedCache(things=20)


def find_places(workshop: Workshop, ideas: Collection[UUID]) -> dict[UUID, list[BoardEntry]]:
    """Return the entries of these ideas as of the last release, by board in their order; most often no query.

    Shared by all readers: change nothing. Not those of `new`, which say nothing but the date, nor of few
    people's votes, nor what boards leave out since. All are kept at once: one by one, they would tell on
    which ideas readers have voted.
    """
    places = _places.get_or_make(workshop.pk, workshop.seen_version, "places", lambda: _load(workshop))
    return {key: places[key] for key in ideas if key in places}


def _load(workshop: Workshop) -> dict[UUID, list[BoardEntry]]:
    boards = {board.pk: board for board in workshop.boards.exclude(name=Board.Name.NEW)}
    found: dict[UUID, list[BoardEntry]] = defaultdict(list)
    shown = BoardEntry.objects.filter(board__in=boards, idea__in=list_votable(workshop.pk))
    for entry in shown.order_by():
        entry.board = boards[entry.board_id]
        if shows_totals(entry):
            found[entry.idea_id].append(entry)
    for entries in found.values():
        entries.sort(key=lambda entry: ORDER[Board.Name(entry.board.name)])
    return dict(found)


def explain_place(entry: BoardEntry) -> str | Promise:
    """Return in one sentence why an idea stands on a board: what it is sorted by, where that may be told."""
    match Board.Name(entry.board.name):
        case Board.Name.TOP:
            words = _("Most likely %(n)d in 100 or more would like it, if we could ask everybody.")
            return words % {"n": round(100 * entry.score)}
        case Board.Name.RISING:
            return say_rise(entry)
        case Board.Name.DEBATED:
            return say_debate(entry.tenths)
        case Board.Name.DIVERSE:
            words = _("With those before it, about %(n)d in 100 people have an idea that they like.")
            return words % {"n": count_served(entry)}
        case _:
            return _("Here each group counts the same, large or small.")
