"""Reading exports back."""

import csv
import json
import zipfile
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from django.core.management import call_command
from openpyxl import load_workbook

from ideas_platform.lib.csv_cells import write_cell
from workshops.models import Workshop

Rows = list[dict[str, str]]

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def export(workshop: Workshop, form: str, place: Path) -> str:
    """Run the command and return what it says."""
    out = StringIO()
    call_command("export_results", workshop.slug, format=form, output=place, stdout=out)
    return out.getvalue()


def read_table(workshop: Workshop, name: str, folder: Path) -> Rows:
    """Return the rows of one file of the CSV export."""
    export(workshop, "csv", folder)
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def read_document(workshop: Workshop, place: Path) -> Any:
    """Return the JSON export."""
    export(workshop, "json", place)
    return json.loads(place.read_text(encoding="utf-8"))


def read_book(workshop: Workshop, place: Path) -> Any:
    """Return the workbook as openpyxl reads it."""
    export(workshop, "xlsx", place)
    return load_workbook(place)


def read_rows(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet of openpyxl by their headings, days as days."""
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(header, map(_take_time_away, row), strict=True)) for row in rows]


def _take_time_away(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def read_sheet(path: Path, name: str) -> list[list[tuple[str, str]]]:
    """Return the cells (kind, value) of a sheet; kinds: text, n (number), b (yes or no), formula."""
    with zipfile.ZipFile(path) as book:
        sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_SHEET}sheet")
        number = [sheet.get("name") for sheet in sheets].index(name) + 1
        sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    return [[_read_cell(cell) for cell in row] for row in sheet.iter(f"{_SHEET}row")]


def _read_cell(cell: ElementTree.Element) -> tuple[str, str]:
    if cell.find(f"{_SHEET}f") is not None:
        return ("formula", "")
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return ("text", "".join(part.text or "" for part in cell.iter(f"{_SHEET}t")))
    value = cell.find(f"{_SHEET}v")
    return (kind, (value.text or "") if value is not None else "")


def take_apostrophe(cell: str) -> str:
    """Give back the text of a CSV cell, as README.txt says."""
    was_given = cell.startswith("'") and write_cell(cell[1:]) == cell
    return cell[1:] if was_given else cell
