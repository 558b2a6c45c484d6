"""The control of a live session on the desk: what the screen shows now, what comes next, and rounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from events.domain import live_sessions as deeds
from events.domain.on_screen import describe_item, find_session, list_items, say_item
from events.models import LiveSession, ScreenItem
from ideas.domain.asked_words import read_question
from ideas.domain.catalogue import copy_ideas, read_catalogue
from ideas.domain.polls import find_offered_poll
from ideas.domain.release_times import say_usual_wait
from ideas.domain.search import search_ideas
from ideas_platform.lib.refusals import Refusal
from ideas_platform.lib.responses import see_other
from ideas_platform.lib.sent_values import read_key, read_version
from moderation.views.staff_page import show_page
from organising.domain.packs import list_codes
from organising.views.organiser_page import organiser_page
from voting.boards.board_words import BOARD_WORDS
from voting.boards.entries import find_board, list_entries
from voting.models import Board
from voting.releases.enough_people import count_for_at_once
from workshops.domain.letters import absolute
from workshops.models import Membership, Workshop

MOST_FOUND, LONGEST_QUERY = 20, 200
ROUND_MINUTES = int(deeds.LONGEST_ROUND.total_seconds() // 60)
Deed = Callable[[HttpRequest, Workshop, int], None]


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def show_control(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the control; a POST does its `deed`, unless somebody has pressed something since it was made."""
    if request.method != "POST":
        return _show(request, membership)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        raise BadRequest
    try:
        deed(request, membership.workshop, read_version(request))
    except Refusal as refusal:
        now = Workshop.objects.with_phase().get(pk=membership.workshop_id)
        membership.workshop = now
        return _show(request, membership, wrong=str(refusal.message), status=refusal.status)
    return see_other(request.path)


@require_safe
@organiser_page
def choose_idea(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show ideas to choose from: the first on the board, or those with the words that are asked for."""
    workshop = membership.workshop
    wanted = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    session = find_session(workshop)
    context = {
        "wanted": wanted,
        "ideas": _search(workshop, wanted) if wanted else _list_first(workshop),
        "on_list": {item.idea_id for item in list_items(session)} if session else set(),
        "version": session.version if session else 1,
    }
    return show_page(request, membership, "room/ideas", context)


def show_card(_request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of the live session for the desk, "" for who is no organiser."""
    if not membership.is_organiser:
        return SafeString("")
    context = {"slug": membership.workshop.slug, "is_live": membership.workshop.is_live}
    return render_to_string("desk/room/_card.html", context)


def _show(
    request: HttpRequest, membership: Membership, *, wrong: str = "", status: int = 200
) -> HttpResponse:
    workshop = membership.workshop
    session = find_session(workshop)
    people, organisations = count_for_at_once(workshop)
    context = {
        "wrong": wrong,
        "session": session,
        "version": session.version if session else 1,
        "screen_address": _find_screen(workshop, session) if session and workshop.is_live else "",
        "boards": [(name, BOARD_WORDS[name].title) for name in Board.Name],
        "codes": list(list_codes(workshop).values()),
        "has_poll": find_offered_poll(workshop) is not None,
        "minutes": ROUND_MINUTES,
        "many": people,
        "places": organisations,
        "usual_wait": say_usual_wait(workshop),
        **_describe_list(workshop, session),
    }
    return show_page(request, membership, "room/room", context, status=status)


def _describe_list(workshop: Workshop, session: LiveSession | None) -> dict[str, Any]:
    """Return what the screen can show, what it shows now, and what comes next."""
    items = list_items(session) if session else []
    rows = [(item, say_item(item)) for item in items]
    shown = next((place for place, item in enumerate(items) if item.is_shown), -1)
    return {
        "rows": rows,
        "shown": describe_item(workshop, items[shown]) if shown >= 0 and workshop.is_live else None,
        "following": next(iter(rows[shown + 1 :]), None),
    }


def _find_screen(workshop: Workshop, session: LiveSession) -> str:
    return absolute(reverse("events:screen", args=[workshop.slug, session.key]))


def _search(workshop: Workshop, wanted: str) -> list[Any]:
    """Return the ideas with these words that can be voted on, the best found first."""
    catalogue = read_catalogue(workshop)
    found = search_ideas(workshop, read_question(wanted))
    refs = sorted(catalogue.refs.keys() & found.keys(), key=lambda ref: (-found[ref], ref))
    places = [catalogue.refs[ref] for ref in refs]
    keys = [catalogue.ids[place] for place in places if catalogue.votable[place]]
    return list(copy_ideas(workshop, keys[:MOST_FOUND]).values())


def _list_first(workshop: Workshop) -> list[Any]:
    """Return the first ideas of the board, of the newest where there is no board yet."""
    board = find_board(workshop, Board.Name.TOP) or find_board(workshop, Board.Name.NEW)
    return [entry.idea for entry in list_entries(board)[:MOST_FOUND]] if board else []


def _read_item(request: HttpRequest) -> UUID:
    key = read_key(request, "item")
    if key is None:
        raise BadRequest
    return key


def _open(_request: HttpRequest, workshop: Workshop, version: int) -> None:
    deeds.open_session(workshop=workshop, version=version)


def _close(_request: HttpRequest, workshop: Workshop, version: int) -> None:
    deeds.close_session(workshop=workshop, version=version)


def _choose_code(request: HttpRequest, workshop: Workshop, version: int) -> None:
    deeds.choose_code(workshop=workshop, version=version, code=request.POST.get("code", ""))


def _add(request: HttpRequest, workshop: Workshop, version: int) -> None:
    kind = request.POST.get("kind", "")
    if kind == ScreenItem.Kind.IDEA:
        deeds.add_idea(workshop=workshop, version=version, ref=request.POST.get("idea", ""))
    elif kind == ScreenItem.Kind.POLL:
        deeds.add_poll(workshop=workshop, version=version)
    elif kind == ScreenItem.Kind.BOARD:
        deeds.add_board(workshop=workshop, version=version, name=request.POST.get("board", ""))
    else:
        raise BadRequest


def _remove(request: HttpRequest, workshop: Workshop, version: int) -> None:
    deeds.remove_item(workshop=workshop, version=version, key=_read_item(request))


def _move_up(request: HttpRequest, workshop: Workshop, version: int) -> None:
    deeds.move_up(workshop=workshop, version=version, key=_read_item(request))


def _show_item(request: HttpRequest, workshop: Workshop, version: int) -> None:
    deeds.show_item(workshop=workshop, version=version, key=_read_item(request))


def _show_joining(_request: HttpRequest, workshop: Workshop, version: int) -> None:
    deeds.show_item(workshop=workshop, version=version, key=None)


def _start(request: HttpRequest, workshop: Workshop, version: int) -> None:
    deeds.start_round(workshop=workshop, version=version, key=_read_item(request))


def _end(_request: HttpRequest, workshop: Workshop, version: int) -> None:
    deeds.end_round(workshop=workshop, version=version)


DEEDS: dict[str, Deed] = {
    "open": _open,
    "close": _close,
    "code": _choose_code,
    "add": _add,
    "remove": _remove,
    "up": _move_up,
    "show": _show_item,
    "joining": _show_joining,
    "start": _start,
    "end": _end,
}
