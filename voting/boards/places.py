"""The places of ideas on the boards, with the reason: for an idea's page and for its author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from voting.boards.board_words import BOARD_WORDS
from voting.boards.entries import count_served, say_debate, say_rise, shows_totals
from voting.models import Board, BoardEntry
from workshops.models import Workshop

ORDER = {name: number for number, name in enumerate(BOARD_WORDS)}


def find_places(workshop: Workshop, ideas: Collection[UUID]) -> dict[UUID, list[BoardEntry]]:
    """Return the entries of these ideas as of the last release, in the order of the boards; one query.

    Not those of `new`, which say nothing but the date, nor of few people's votes.
    """
    entries = (
        BoardEntry.objects.filter(board__workshop=workshop, idea__in=ideas)
        .exclude(board__name=Board.Name.NEW)
        .select_related("board")
    )
    found: dict[UUID, list[BoardEntry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: ORDER[Board.Name(entry.board.name)]):
        if shows_totals(entry):
            found[entry.idea_id].append(entry)
    return found


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
