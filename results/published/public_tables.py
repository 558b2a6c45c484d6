"""The tables of the exports as everybody may have them: nothing of what was hidden, nothing that dangles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from ideas.models import Contribution, Idea
from results.exports.boards_table import make_boards_table
from results.exports.comments_table import make_comments_table
from results.exports.ideas_table import make_ideas_table
from results.exports.participation_table import make_participation_table
from results.exports.poll_table import make_poll_table
from results.exports.tables import Cell, Table
from results.published.daily import make_daily_rows
from results.published.edition import Rows
from voting.scores.order import hash_tie
from workshops.models import Workshop

TIE = "tie"
DIGITS_OF_A_TIE = 16
Row = dict[str, Cell]


def list_public_tables(workshop: Workshop, today: date) -> tuple[Rows, ...]:
    """Return ideas, comments, boards, poll, participation and the totals of each day.

    today: the day from which ideas rise.
    """
    ideas = _keep_ideas(make_ideas_table(workshop))
    known = {str(row["ref"]): row for row in ideas.as_dicts()}
    return (
        ideas,
        _keep_comments(make_comments_table(workshop), known),
        _add_ties(make_boards_table(workshop), workshop, known),
        keep_rows(make_poll_table(workshop)),
        keep_rows(make_participation_table(workshop)),
        make_daily_rows(workshop, known, today),
    )


def keep_rows(table: Table) -> Rows:
    """Return a table of the exports with its rows read."""
    return _write(table.name, tuple(table.columns), _read(table))


def _keep_ideas(table: Table) -> Rows:
    """Return the ideas that can be read; one that was merged into a hidden one stands for itself."""
    columns = tuple(table.columns)
    shown = [row for row in _read(table) if row["status"] == Contribution.Status.PUBLISHED]
    known = {row["ref"] for row in shown}
    return _write(table.name, columns, [_blank(row, "merged_into", known) for row in shown])


def _keep_comments(table: Table, ideas: Mapping[str, Row]) -> Rows:
    """Return the comments that can be read below these ideas; an answer to a hidden one answers none."""
    columns = tuple(table.columns)
    shown = [
        row
        for row in _read(table)
        if row["status"] == Contribution.Status.PUBLISHED and str(row["idea"]) in ideas
    ]
    known = {row["ref"] for row in shown}
    return _write(table.name, columns, [_blank(row, "answers", known) for row in shown])


def _add_ties(table: Table, workshop: Workshop, ideas: Mapping[str, Row]) -> Rows:
    """Return the boards with what decides between ideas of the same score: a hash, no key."""
    keys = dict(Idea.objects.filter(workshop=workshop, ref__in=ideas).values_list("ref", "pk"))
    rows = [row for row in _read(table) if row["ref"] in keys]
    tied = [{**row, TIE: _write_tie(keys[str(row["ref"])], str(row["board"]))} for row in rows]
    return _write(table.name, (*table.columns, TIE), tied)


def _write_tie(idea: UUID, board: str) -> str:
    return f"{hash_tie(idea.bytes, board):0{DIGITS_OF_A_TIE}x}"


def _read(table: Table) -> Iterable[Row]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def _write(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> Rows:
    """Return the rows; a file knows no difference between an empty text and none."""
    return Rows(name, columns, tuple(tuple(_empty(row[column]) for column in columns) for row in rows))


def _empty(cell: Cell) -> Cell:
    return None if cell == "" else cell


def _blank(row: Row, column: str, known: set[Cell]) -> Row:
    return row if row[column] in known else {**row, column: None}
