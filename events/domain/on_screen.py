"""What screen and phones show of a live session: what everybody is told anyway, as of the last release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from anonymity.thresholds import FEWEST_ON_A_SCREEN
from events.models import LiveSession, ScreenItem
from ideas.domain.catalogue import read_idea
from ideas.domain.polls import Bar, count_answers, find_offered_poll, round_percent
from ideas.models import Idea
from voting.ballots.totals_hidden_until_voted import find_told_total
from voting.boards.board_words import BOARD_WORDS
from voting.boards.entries import explain_entry, find_board, list_entries
from voting.models import Board
from workshops.models import Workshop

MOST_ENTRIES = 5
GONE = gettext_lazy("It is not there any more")


@dataclass(frozen=True)
class Entry:
    """One place on a board, with why it stands there."""

    rank: int
    title: str
    words: str


@dataclass(frozen=True)
class Shown:
    """What a screen shows: `state` is planned, running, counting, few, result, board or gone."""

    item: ScreenItem
    state: str
    title: str
    text: str = ""
    bars: tuple[Bar, ...] = ()
    people: str = ""
    entries: tuple[Entry, ...] = ()
    idea: Idea | None = None


def find_session(workshop: Workshop) -> LiveSession | None:
    """Return the live session of the workshop, on or not, with the workshop; None where none was prepared."""
    session = LiveSession.objects.filter(pk=workshop.pk).first()
    if session is not None:
        session.workshop = workshop
    return session


def list_items(session: LiveSession) -> list[ScreenItem]:
    """Return what the screen can show, in order, each with its idea; one query."""
    return list(ScreenItem.objects.filter(session=session).select_related("idea"))


def find_shown(session: LiveSession) -> Shown | None:
    """Return what the screen shows now; None for how to join."""
    if not session.workshop.is_live:
        return None
    item = ScreenItem.objects.filter(session=session, is_shown=True).select_related("idea").first()
    return describe_item(session.workshop, item) if item else None


def is_running(workshop: Workshop, item: ScreenItem) -> bool:
    """Return whether the round of this item runs; it ends by itself when its time is over."""
    return item.stage == ScreenItem.Stage.RUNNING and workshop.in_a_round


def describe_item(workshop: Workshop, item: ScreenItem) -> Shown:
    """Return what a screen shows of an item: of its votes nothing before its round has ended, nor before a
    release has come since.
    """
    describe = {
        ScreenItem.Kind.IDEA: _describe_idea,
        ScreenItem.Kind.POLL: _describe_poll,
        ScreenItem.Kind.BOARD: _describe_board,
    }
    return describe[ScreenItem.Kind(item.kind)](workshop, item)


def say_item(item: ScreenItem) -> str:
    """Return the name of an item for the organisers' list; an idea is called so as it was released."""
    if item.kind == ScreenItem.Kind.POLL:
        return _("Straw poll")
    if item.kind == ScreenItem.Kind.BOARD:
        return _("Board: %(name)s") % {"name": BOARD_WORDS[Board.Name(item.board)].title}
    idea = item.idea
    return idea.title if idea and idea.status == Idea.Status.PUBLISHED else str(GONE)


def _describe_idea(workshop: Workshop, item: ScreenItem) -> Shown:
    idea = read_idea(workshop, item.idea.ref) if item.idea else None
    if idea is None:
        return Shown(item, "gone", str(GONE))
    total = find_told_total(idea)
    labels = (_("Like it"), _("Don’t like it"), _("Not sure"))
    parts = list(zip(labels, total, strict=True)) if total else []
    return Shown(item, title=idea.title, text=idea.body, idea=idea, **_tell(workshop, item, parts))


def _describe_poll(workshop: Workshop, item: ScreenItem) -> Shown:
    offered = find_offered_poll(workshop)
    if offered is None:
        return Shown(item, "gone", str(GONE))
    numbers = count_answers(offered)
    labels = [option.label for option in offered.options]
    parts = list(zip(labels, numbers, strict=True)) if numbers else []
    return Shown(item, title=offered.poll.question, **_tell(workshop, item, parts))


def _tell(workshop: Workshop, item: ScreenItem, parts: list[tuple[str, int]]) -> dict[str, Any]:
    """Return how far a round is, and its result once it is out; `parts` are what the last release counted."""
    if item.began_after is None:
        return {"state": "planned"}
    if is_running(workshop, item):
        return {"state": "running"}
    if workshop.release_number <= item.began_after:
        return {"state": "counting"}
    people = sum(number for _label, number in parts)
    if people < FEWEST_ON_A_SCREEN:
        return {"state": "few"}
    bars = tuple(Bar(label, False, number, round_percent(number, people)) for label, number in parts)
    return {"state": "result", "bars": bars, "people": _say_people(item, people)}


def _say_people(item: ScreenItem, people: int) -> str:
    if item.kind == ScreenItem.Kind.POLL:
        words = ngettext("%(n)d person has answered.", "%(n)d people have answered.", people)
    else:
        words = ngettext("%(n)d person has voted.", "%(n)d people have voted.", people)
    return words % {"n": people}


def _describe_board(workshop: Workshop, item: ScreenItem) -> Shown:
    board = find_board(workshop, item.board)
    found = list_entries(board).select_related("board__workshop")[:MOST_ENTRIES] if board else []
    entries = tuple(Entry(entry.rank, entry.idea.title, explain_entry(entry)) for entry in found)
    return Shown(item, "board", str(BOARD_WORDS[Board.Name(item.board)].title), entries=entries)
