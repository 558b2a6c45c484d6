"""Where an idea stands on the boards: on its own page, and in the list of what one wrote oneself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from ideas.models import Idea
from ideas.views.ideas import IdeaPage
from ideas.views.own_contributions import MinePage
from voting.ballots.totals_hidden_until_voted import may_see_totals
from voting.boards.board_words import BOARD_WORDS
from voting.boards.boards_after_votes import find_boards_obstacle
from voting.boards.places import explain_place, find_places
from voting.models import Board, BoardEntry
from workshops.domain.visits import Visit


@dataclass(frozen=True)
class Place:
    """A place on a board: the board's title and address, the place, and why the idea stands there."""

    board: str | Promise
    url: str
    rank: int
    reason: str | Promise


def show_places(page: IdeaPage, *, voted: bool) -> SafeString:
    """Return the places of a published idea with the reasons; "" where the visitor may not see them yet.

    That takes both what its totals and what the boards take: a vote on it, and enough votes in all.
    """
    visit = page.visit
    if not may_see_totals(visit, voted=voted, mine=page.mine):
        return SafeString("")
    entries = find_places(visit.workshop, [page.idea.pk]).get(page.idea.pk)
    if not entries or find_boards_obstacle(visit):
        return SafeString("")
    return render_to_string("voting/_places.html", {"places": describe_places(visit, entries)})


def find_own_places(_request: HttpRequest, page: MinePage) -> dict[str, Any]:
    """Return `places`: for each of one's own published ideas where it stands on the boards."""
    keys = [idea.pk for idea in page.own.ideas if idea.status == Idea.Status.PUBLISHED]
    if not keys or not page.visit.workshop.release_number or find_boards_obstacle(page.visit):
        return {}
    found = find_places(page.visit.workshop, keys)
    return {"places": {key: describe_places(page.visit, entries) for key, entries in found.items()}}


def describe_places(visit: Visit, entries: list[BoardEntry]) -> list[Place]:
    """Return what a page shows of the places of one idea."""
    return [
        Place(
            BOARD_WORDS[Board.Name(entry.board.name)].title,
            reverse("voting:board", args=[visit.workshop.slug, entry.board.name]),
            entry.rank,
            explain_place(entry),
        )
        for entry in entries
    ]
