"""What pages show of one entry of a board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from voting.boards.entries import explain_entry, find_movement, say_chance, shows_totals
from voting.boards.figures import Figure, find_figure
from voting.boards.worked_example import work_out
from voting.models import Board, BoardEntry
from workshops.domain.visits import Visit


@dataclass(frozen=True)
class EntryCard:
    """An idea on a board: its place and the one before, the large figure, and why it stands there.

    `movement` is "" where to say that it went up would mean nothing. Shares are whole per cent; the true
    one most likely lies between `low` and `high`. All three are None where few people have voted.
    """

    rank: int
    previous_rank: int | None
    movement: str
    title: str
    url: str
    figure: Figure | None
    sentence: str
    unsure: int = 0
    share: int | None = None
    low: int | None = None
    high: int | None = None
    chance_word: str = ""


@dataclass(frozen=True)
class FirstCard:
    """An idea in the list of all boards, where it is one of the first on its board."""

    rank: int
    title: str
    url: str
    figure: Figure | None


@dataclass(frozen=True)
class Example:
    """An idea, and the steps in which its place was worked out."""

    title: str
    steps: list[str]


def describe_entry(visit: Visit, entry: BoardEntry) -> EntryCard:
    """Return what the page of a board shows of one entry."""
    # A day's ideas stand in an order drawn by lot.
    is_new = entry.board.name == Board.Name.NEW
    return EntryCard(
        rank=entry.rank,
        previous_rank=entry.previous_rank,
        movement="" if is_new else find_movement(entry),
        title=entry.idea.title,
        url=_find_address(visit, entry),
        figure=find_figure(entry),
        sentence=explain_entry(entry),
        **(_describe_numbers(entry) if shows_totals(entry) else {}),
    )


def describe_first(visit: Visit, entry: BoardEntry) -> FirstCard:
    """Return what the list of all boards shows of an entry that is one of the first on its board."""
    return FirstCard(entry.rank, entry.idea.title, _find_address(visit, entry), find_figure(entry))


def describe_example(entry: BoardEntry) -> Example | None:
    """Return how the place of an entry was worked out; None where that may not be shown."""
    steps = work_out(entry)
    return Example(entry.idea.title, steps) if steps else None


def _find_address(visit: Visit, entry: BoardEntry) -> str:
    return reverse("workshops:idea", args=[visit.workshop.slug, entry.idea.ref])


def _describe_numbers(entry: BoardEntry) -> dict[str, Any]:
    return {
        "unsure": entry.unsure,
        "share": round(100 * entry.share),
        "low": round(100 * entry.low),
        "high": round(100 * entry.high),
        "chance_word": _find_chance(entry),
    }


def _find_chance(entry: BoardEntry) -> str:
    """Return in a word how sure the place is; "" on boards that the top ten are not about."""
    if entry.board.name != Board.Name.TOP:
        return ""
    return say_chance(entry.chance, entry.up + entry.down)
