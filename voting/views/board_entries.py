"""What the page of a board shows of one entry."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from voting.boards.entries import explain_entry, find_movement, say_chance, shows_totals
from voting.boards.figures import find_figure
from voting.boards.worked_example import work_out
from voting.models import Board, BoardEntry
from workshops.domain.visits import Visit


def describe_entry(visit: Visit, entry: BoardEntry) -> dict[str, Any]:
    """Return what the page shows of one entry; shares as whole per cent, none where few people have voted."""
    url = reverse("workshops:idea", args=[visit.workshop.slug, entry.idea.ref])
    is_new = entry.board.name == Board.Name.NEW
    return {
        "rank": entry.rank,
        "previous_rank": entry.previous_rank,
        # A day's ideas stand in an order drawn by lot: to say that one went up would mean nothing.
        "movement": "" if is_new else find_movement(entry),
        "idea": {"title": entry.idea.title, "url": url, "theme": entry.idea.theme},
        "figure": find_figure(entry),
        "sentence": explain_entry(entry),
        **(_describe_numbers(entry) if shows_totals(entry) else {}),
    }


def describe_first(visit: Visit, entry: BoardEntry) -> dict[str, Any]:
    """Return what the list of all boards shows of an entry that is one of the first on its board."""
    url = reverse("workshops:idea", args=[visit.workshop.slug, entry.idea.ref])
    return {"rank": entry.rank, "title": entry.idea.title, "url": url, "figure": find_figure(entry)}


def describe_example(entry: BoardEntry) -> dict[str, Any] | None:
    """Return an idea's title and how its position was worked out; None where that may not be shown."""
    steps = work_out(entry)
    return {"title": entry.idea.title, "steps": steps} if steps else None


def _describe_numbers(entry: BoardEntry) -> dict[str, Any]:
    return {
        "up": entry.up,
        "down": entry.down,
        "unsure": entry.unsure,
        "n": entry.up + entry.down,
        "share": round(100 * entry.share),
        "low": round(100 * entry.low),
        "high": round(100 * entry.high),
        **_describe_chance(entry),
    }


def _describe_chance(entry: BoardEntry) -> dict[str, str]:
    """Return in a word how sure the place is; nothing on boards that the top ten are not about."""
    if entry.board.name != Board.Name.TOP:
        return {}
    return {"chance_word": say_chance(entry.chance, entry.up + entry.down)}
