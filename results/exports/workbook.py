"""An export as one XLSX workbook, with a sheet for each table."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from results.exports.tables import Cell, Export, Table

# Rows go to disk as they come; nothing in a text is read as a formula, a link or a number.
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
DAY = {"num_format": "yyyy-mm-dd"}


def write_workbook(export: Export, path: Path) -> None:
    """Write all tables; a text is stored as text, whatever it begins with."""
    with _open_workbook(path) as book:
        heading, day = book.add_format({"bold": True}), book.add_format(DAY)
        for table in export.tables:
            sheet = book.add_worksheet(table.name)
            sheet.freeze_panes(1, 0)
            _write_rows(sheet, table, heading, day)


@contextmanager
def _open_workbook(path: Path) -> Iterator[Any]:
    book = Workbook(path, OPTIONS)
    try:
        yield book
    finally:
        book.close()


def _write_rows(sheet: Any, table: Table, heading: Any, day: Any) -> None:
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, heading)
    for line, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(sheet, (line, column), cell, day)


def _write_cell(sheet: Any, position: tuple[int, int], cell: Cell, day: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(*position, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(*position, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(*position, cell, day)
    else:
        sheet.write_string(*position, cell)
