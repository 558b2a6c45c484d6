"""An export as one XLSX workbook that people read: a sheet that explains, and one for each table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from results.exports.meanings import EMPTY_CELLS, SMALL_NUMBERS, TABLES, explain_column
from results.exports.plain_words import make_readable
from results.exports.tables import Cell, Export, Table

# Rows go to disk as they come; nothing in a text is read as a formula, a link or a number.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
READ_ME = "Read me"
EXPLAINED = ("sheet", "column", "meaning")
# In characters of the usual font. What is not here is as wide as its heading with the arrow of the filter.
WIDTHS = {
    "body": 70, "brought_from": 40, "definition": 70, "held_on": 14, "idea": 14, "intent": 16, "meaning": 100,
    "measure": 44,
    "option": 40, "previous": 14, "previous_text": 70, "published_on": 16, "reason": 24, "ref": 14,
    "reference": 50, "sheet": 16, "since": 14, "source": 16, "status": 14, "stream": 26, "theme": 28,
    "title": 40, "verdict": 24, "voice": 40,
}  # fmt: skip
ARROW = 4
NARROWEST = 10


@dataclass(frozen=True)
class _Looks:
    """How cells look: all stand at the top of their row, and texts go on in the next line."""

    heading: Any
    text: Any
    number: Any
    day: Any


def write_workbook(export: Export, path: Path) -> None:
    """Write all tables in words for people; a text is stored as text, whatever it begins with."""
    with _open_workbook(path) as book:
        looks = _make_looks(book)
        _write_read_me(book, export, looks)
        for table in export.tables:
            _write_table(book.add_worksheet(table.name), make_readable(table), looks)


@contextmanager
def _open_workbook(path: Path) -> Iterator[Any]:
    book = Workbook(path, OPTIONS)
    try:
        yield book
    finally:
        book.close()


def _make_looks(book: Any) -> _Looks:
    top = {"valign": "top"}
    return _Looks(
        heading=book.add_format({**top, "bold": True, "bottom": 1}),
        text=book.add_format({**top, "text_wrap": True}),
        number=book.add_format(top),
        day=book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
    )


def _write_read_me(book: Any, export: Export, looks: _Looks) -> None:
    """Write what this is, and what each column of each sheet means."""
    rows: list[Sequence[Cell]] = [("workshop", name, value) for name, value in export.workshop.items()]
    rows += [("all sheets", None, note) for note in (EMPTY_CELLS, SMALL_NUMBERS)]
    for table in export.tables:
        rows.append((table.name, None, TABLES[table.name]))
        rows += [(table.name, column, explain_column(table.name, column)) for column in table.columns]
    _write_table(book.add_worksheet(READ_ME), Table(READ_ME, EXPLAINED, rows), looks)


def _write_table(sheet: Any, table: Table, looks: _Looks) -> None:
    """Write headings that stay in sight and can be filtered by, and the rows."""
    for column, name in enumerate(table.columns):
        sheet.set_column(column, column, WIDTHS.get(name, max(NARROWEST, len(name) + ARROW)))
        sheet.write_string(0, column, name, looks.heading)
    line = 0
    for line, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(sheet, (line, column), cell, looks)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, line, len(table.columns) - 1)


def _write_cell(sheet: Any, position: tuple[int, int], cell: Cell, looks: _Looks) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(*position, cell, looks.number)
    elif isinstance(cell, int | float):
        sheet.write_number(*position, cell, looks.number)
    elif isinstance(cell, date):
        sheet.write_datetime(*position, cell, looks.day)
    else:
        sheet.write_string(*position, cell, looks.text)
