"""The one big figure of a place on a board: the number that the board is sorted by, where it may be shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_month
from voting.boards.entries import count_served, round_gain, shows_totals
from voting.models import Board, BoardEntry

MINUS = "−"


@dataclass(frozen=True)
class Figure:
    """A number, short enough to be large, and the words that say of what."""

    number: str
    words: str


def find_figure(entry: BoardEntry) -> Figure | None:
    """Return what the entry's board is sorted by; None where it may not be shown.

    That is so on common ground, of which only places are told, and where few people have voted.
    """
    name = Board.Name(entry.board.name)
    if name == Board.Name.NEW:
        return _figure_new(entry)
    make = _FIGURES.get(name)
    return make(entry) if make and shows_totals(entry) else None


def _figure_top(entry: BoardEntry) -> Figure:
    return Figure(str(round(100 * entry.score)), _("in 100 or more like it"))


def _figure_new(entry: BoardEntry) -> Figure | None:
    day = entry.idea.published_on
    return Figure(str(day.day), say_month(day)) if day else None


def _figure_rising(entry: BoardEntry) -> Figure:
    return Figure(f"{round_gain(entry):+.1f}".replace("-", MINUS), _("lately"))


def _figure_debated(entry: BoardEntry) -> Figure:
    return Figure(str(round(100 * entry.score / 2)), _("in 100 or more on each side"))


def _figure_diverse(entry: BoardEntry) -> Figure:
    return Figure(str(count_served(entry)), _("in 100 like one so far"))


_FIGURES: dict[Board.Name, Callable[[BoardEntry], Figure]] = {
    Board.Name.TOP: _figure_top,
    Board.Name.RISING: _figure_rising,
    Board.Name.DEBATED: _figure_debated,
    Board.Name.DIVERSE: _figure_diverse,
}
