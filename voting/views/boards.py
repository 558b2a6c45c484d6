"""The leaderboards."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ideas.domain.catalogue import read_themes
from ideas.domain.release_times import find_release_time
from ideas_platform.lib.refusals import WrongPhase
from voting.ballots.vote_obstacles import find_voting_obstacle
from voting.boards.board_words import (
    BOARD_WORDS,
    FIRST,
    ONE_GROUP,
    BoardWords,
    Words,
    find_words,
    say_who_is_unnamed,
)
from voting.boards.boards_after_votes import find_boards_obstacle
from voting.boards.entries import find_board, list_entries, list_first_entries
from voting.models import Board
from voting.views.board_entries import FirstCard, describe_entry, describe_example, describe_first
from voting.views.freshness import answer_news, answer_unchanged, asks_for_news, make_tag
from workshops.domain.visits import Visit, visit_as_reader
from workshops.models import Theme, Workshop
from workshops.phases import Deed, Phase

PAGE_SIZE = 20


@dataclass(frozen=True)
class BoardCard:
    """What pages say of a board: how it is explained, what is noted beside it, and where it stands.

    `tells_chance`: whether it says how sure its places are. `entries`: the first ones, in the list of all.
    """

    name: Board.Name
    words: BoardWords
    note: Words
    url: str
    tells_chance: bool
    entries: list[FirstCard] = field(default_factory=list)


@require_safe
def list_boards(request: HttpRequest, slug: str) -> HttpResponseBase:
    """List the boards, each with the sentence that explains it."""
    visit = _visit(request, slug)
    gate = find_boards_obstacle(visit)
    places = {} if gate else list_first_entries(visit.workshop)

    def describe(name: Board.Name) -> BoardCard:
        entries = [describe_first(visit, entry) for entry in places.get(name, [])]
        return replace(_describe_board(visit.workshop, name), entries=entries)

    context = {
        "workshop": visit.workshop,
        "first": [describe(name) for name in FIRST],
        "more": [describe(name) for name in BOARD_WORDS if name not in FIRST],
        "gate": gate,
        "queue_url": _find_queue(visit),
    }
    return render(request, "voting/boards.html", context)


@require_safe
def show_board(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """Show one board as of the last release; 304 to who has it already."""
    visit = _visit(request, slug)
    if name not in Board.Name.values:
        raise Http404
    board = find_board(visit.workshop, name)
    if asks_for_news(request):
        return answer_news(request, board)
    tag = make_tag(request, visit, board)
    if (unchanged := answer_unchanged(request, tag)) is not None:
        return unchanged
    context = {
        "workshop": visit.workshop,
        "board": _describe_board(visit.workshop, Board.Name(name)),
        "queue_url": _find_queue(visit),
        "gate": find_boards_obstacle(visit),
        "entries": [],
    }
    if context["gate"]:
        return render(request, "voting/board.html", context)
    context |= _describe_entries(request, visit, board) if board else {"why_not": _why_none(visit, name)}
    response = render(request, "voting/board.html", context)
    if tag:
        response.headers["ETag"] = tag
    return response


def _describe_board(workshop: Workshop, name: Board.Name) -> BoardCard:
    return BoardCard(
        name=name,
        words=find_words(workshop, name),
        note=say_who_is_unnamed(workshop, name),
        url=reverse("voting:board", args=[workshop.slug, name]),
        tells_chance=name == Board.Name.TOP,
    )


def _describe_entries(request: HttpRequest, visit: Visit, board: Board) -> dict[str, Any]:
    """Return what the page shows of the entries: one page of them, and how the first was worked out."""
    themes = read_themes(visit.workshop)
    theme = _choose_theme(request, themes)
    listed = list_entries(board, theme.pk if theme else None)
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "entries": [describe_entry(visit, entry) for entry in page],
        "example": describe_example(page[0]) if len(page) else None,
        "page_obj": page,
        "themes": themes,
        "theme": theme,
        "version": board.version.hex,
        "released_at": find_release_time(visit.workshop),
        "frozen": visit.workshop.phase == Phase.PUBLISHED,
    }


def _choose_theme(request: HttpRequest, themes: list[Theme]) -> Theme | None:
    number = request.GET.get("theme", "")
    return next((theme for theme in themes if str(theme.number) == number), None)


def _why_none(visit: Visit, name: str) -> str:
    """Return why a board is not offered at all, "" where only votes are missing."""
    is_counted = visit.workshop.release_number > 0
    return str(ONE_GROUP) if name == Board.Name.COMMON_GROUND and is_counted else ""


def _find_queue(visit: Visit) -> str:
    """Return where this visitor votes on one idea after the other; "" for who cannot vote now."""
    return "" if find_voting_obstacle(visit) else reverse("voting:next", args=[visit.workshop.slug])


def _visit(request: HttpRequest, slug: str) -> Visit:
    back, permission = request.get_full_path(), "voting.read_boards"
    visit = visit_as_reader(request.user, slug, back=back, permission=permission)
    if not visit.workshop.allows(Deed.READ_IDEAS):
        raise WrongPhase(_("The boards appear when the workshop is open."))
    return visit
