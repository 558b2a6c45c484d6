"""A table for people: words where programs have codes, days where they have numbers, ranked ideas first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import models
from django.utils.text import capfirst

from ideas.models import Comment, Idea
from moderation.models import Decision, OtherVoice
from results.exports.tables import Cell, Table
from results.models import Edition, Evidence, Lineage, StatementStatus
from voting.models import Board

_CODES: Mapping[tuple[str, str], type[models.TextChoices]] = {
    ("ideas", "intent"): Idea.Intent,
    ("ideas", "status"): Idea.Status,
    ("comments", "intent"): Comment.Intent,
    ("comments", "status"): Comment.Status,
    ("boards", "board"): Board.Name,
    ("decisions", "verdict"): Decision.Verdict,
    ("decisions", "reason"): Decision.Reason,
    ("other_voices", "source"): OtherVoice.Source,
    ("other_voices", "stream"): OtherVoice.Stream,
    ("editions", "kind"): Edition.Kind,
    ("lineage", "deed"): Lineage.Deed,
    ("statuses", "state"): StatementStatus.State,
    ("evidence", "kind"): Evidence.Kind,
    ("evidence", "stance"): Evidence.Stance,
    ("evidence", "stream"): Evidence.Stream,
}
SHOWN = (Idea.Status.PUBLISHED, Idea.Status.HIDDEN)
"""What no export shows has no word either."""
RANK = "top_rank"
DAY_OF_RELEASE = "new_score"

_Row = Sequence[Cell]


def make_readable(table: Table) -> Table:
    """Return the table with the same columns, its rows as a list in the order for people."""
    rows: Iterable[_Row] = map(_find_days(table), table.rows)
    words = {
        column: {code: capfirst(word) for code, word in list_codes(table.name, name).items()}
        for column, name in enumerate(table.columns)
    }
    plain = [[_say(words[column], cell) for column, cell in enumerate(row)] for row in rows]
    if RANK in table.columns:
        rank = table.columns.index(RANK)
        plain.sort(key=lambda row: _last_without(row[rank]))
    return Table(table.name, table.columns, plain)


def list_codes(table: str, column: str) -> dict[str, str]:
    """Return the word for each code that a column may have; nothing where it has none."""
    choices = _CODES.get((table, column))
    words = {value: str(label) for value, label in choices.choices} if choices else {}
    return {code: words[code] for code in SHOWN} if column == "status" else words


def _say(words: dict[str, str], cell: Cell) -> Cell:
    """Return the word for a code; of texts the lines as spreadsheets end them, not as browsers send them."""
    return words.get(cell, cell.replace("\r\n", "\n")) if isinstance(cell, str) else cell


def _last_without(rank: Cell) -> tuple[bool, Any]:
    return (rank is None, rank or 0)


def _find_days(table: Table) -> Callable[[_Row], _Row]:
    """Return what puts the day where the score of the board `new` is the number of a day."""
    columns = list(table.columns)
    if DAY_OF_RELEASE in columns:
        return lambda row: _with_day(row, columns.index(DAY_OF_RELEASE))
    if table.name == "boards":
        board, score = columns.index("board"), columns.index("score")
        return lambda row: _with_day(row, score) if row[board] == Board.Name.NEW else row
    return lambda row: row


def _with_day(row: _Row, column: int) -> _Row:
    number = row[column]
    if not isinstance(number, int | float):
        return row
    return [*row[:column], date.fromordinal(int(number)), *row[column + 1 :]]
