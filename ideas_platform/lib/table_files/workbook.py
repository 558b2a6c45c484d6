"""XLSX: one sheet of values. Formulas, merged cells and hidden sheets are named, not guessed at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from ideas_platform.lib.table_files.faults import Faults
from ideas_platform.lib.table_files.limits import (
    LARGEST_UNPACKED,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_PARTS,
    MOST_ROWS,
    name_cell,
)

SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
PIECE = 1024 * 1024
ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


def read_workbook(content: bytes, faults: Faults) -> list[list[str]]:
    """Return the cells of the one sheet that has some, row by row; faults are noted."""
    try:
        sheet, has_formulas = _open_sheet(content, faults)
    except (BadZipFile, CalamineError, EOFError, OSError, ValueError, NotImplementedError):
        faults.add("broken")
        return []
    if sheet is None or not _fits(sheet, faults):
        return []
    _note_merged(sheet, faults)
    if has_formulas:
        _note_formulas(content, sheet.name, faults)
    rows = sheet.to_python(skip_empty_area=False)
    if len(rows) > MOST_ROWS + 1:
        faults.add("rows")
        return []
    return [list(_write_row(row, number, faults)) for number, row in enumerate(rows, 1)]


def _open_sheet(content: bytes, faults: Faults) -> tuple[CalamineSheet | None, bool]:
    """Return the one sheet that can be read, None where there is none, and whether the file has formulas."""
    with ZipFile(BytesIO(content)) as packed:
        if not _is_small(packed):
            faults.add("bomb")
            return None, False
        has_formulas = any(_has_formulas(packed, name) for name in packed.namelist())
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return _find_sheet(book, faults), has_formulas


def _is_small(packed: ZipFile) -> bool:
    """Return whether what is packed is no bomb, as its own list of contents says."""
    parts = packed.infolist()
    return len(parts) <= MOST_PARTS and sum(part.file_size for part in parts) <= LARGEST_UNPACKED


def _has_formulas(packed: ZipFile, name: str) -> bool:
    """Return whether a part is a sheet with a formula in it; read piece by piece."""
    if not SHEETS.fullmatch(name):
        return False
    with packed.open(name) as part:
        rest = b""
        while piece := part.read(PIECE):
            if FORMULA.search(rest + piece):
                return True
            rest = piece[-20:]
    return False


def _find_sheet(book: CalamineWorkbook, faults: Faults) -> CalamineSheet | None:
    """Return the one sheet with something in it; others and hidden ones are noted."""
    full = _list_full(book)
    _note_hidden([one for one, _sheet in full], faults)
    shown = [sheet for one, sheet in full if one.visible == SheetVisibleEnum.Visible]
    if len(shown) > 1:
        faults.add("sheets", words=shown[1].name)
    if not full:
        faults.add("empty")
    return shown[0] if len(shown) == 1 and not faults else None


def _list_full(book: CalamineWorkbook) -> list[tuple[SheetMetadata, CalamineSheet]]:
    """Return the sheets with something in them, each after what the file says of it."""
    sheets = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    return [
        (one, sheet) for one in sheets if (sheet := book.get_sheet_by_name(one.name)).height and sheet.width
    ]


def _note_hidden(sheets: list[SheetMetadata], faults: Faults) -> None:
    """Name the sheets that are hidden."""
    for one in sheets:
        if one.visible != SheetVisibleEnum.Visible:
            faults.add("hidden", words=one.name)


def _fits(sheet: CalamineSheet, faults: Faults) -> bool:
    """Return whether a sheet is small enough to be read at all."""
    if sheet.total_height > MOST_ROWS + 1:
        faults.add("rows")
    if sheet.total_width > MOST_COLUMNS:
        faults.add("columns")
    return not faults


def _note_merged(sheet: CalamineSheet, faults: Faults) -> None:
    """Name the first cell of each range that was merged."""
    for start, _end in sheet.merged_cell_ranges or []:
        faults.add("merged", name_cell(start[0] + 1, start[1] + 1))


def _note_formulas(content: bytes, name: str, faults: Faults) -> None:
    """Name the cells with formulas: their values were worked out by somebody else's machine."""
    book = load_workbook(BytesIO(content), read_only=True)
    for row in book[name].iter_rows():
        for cell in row:
            if cell.data_type == "f":
                faults.add("formula", name_cell(cell.row, cell.column))
                if faults.has_more:
                    return


def _write_row(row: list[Any], number: int, faults: Faults) -> Iterator[str]:
    """Yield the cells as text: days as 2026-10-03, whole numbers without a point."""
    for column, value in enumerate(row, 1):
        text = _write(value)
        if text in ERRORS:
            faults.add("error", name_cell(number, column), text)
        if len(text) > MOST_LETTERS:
            faults.add("long", name_cell(number, column))
        yield text


def _write(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
