"""Tables that somebody sends: read whole, or refused with the cell and the reason in plain words."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from xlsxwriter import Workbook

from ideas_platform.lib.table_files import program, reading
from ideas_platform.lib.table_files.faults import Faults
from ideas_platform.lib.table_files.limits import LARGEST, LARGEST_UNPACKED, MOST_ROWS, name_cell
from ideas_platform.lib.table_files.reading import WORDS, TableRefused, read_table

Fill = Callable[[Any, Any], object]


def write_book(fill: Fill, rows: int = 1) -> bytes:
    """Return a workbook with two headings and so many rows, to which `fill` adds."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Voices")
        sheet.write_row(0, 0, ["title", "passage"])
        for row in range(1, rows + 1):
            sheet.write_row(row, 0, ["Carers", f"We wait {row}."])
        fill(book, sheet)
    return file.getvalue()


def nothing(_book: Any, _sheet: Any) -> None:
    """Add nothing."""


def add_sheet(name: str, *, hidden: bool = False, empty: bool = False) -> Fill:
    def fill(book: Any, _sheet: Any) -> None:
        other = book.add_worksheet(name)
        if not empty:
            other.write(0, 0, "More")
        if hidden:
            other.hide()

    return fill


def find_faults(content: bytes) -> list[tuple[str, str]]:
    """Return what is wrong with a file, by cell and by the short name of the fault."""
    return [(cell, code) for code, cell, _words in program.read(content).get("faults", [])]


def test_a_table_is_read_whole_as_csv_and_as_xlsx() -> None:
    for content in (write_book(nothing, 2), b"title,passage\nCarers,We wait 1.\n\n , \nCarers,We wait 2.\n"):
        table = read_table(content)
        assert (table.headings, table.heading_row, table.is_guessed) == (["title", "passage"], 1, False)
        assert [row.cells for row in table.rows] == [["Carers", "We wait 1."], ["Carers", "We wait 2."]]
    assert [row.number for row in table.rows] == [2, 5]


@pytest.mark.parametrize(
    ("content", "cells"),
    [
        (b"title;passage\nCarers;a, b\n", ["Carers", "a, b"]),
        ("title\tpassage\nCarers\té\n".encode("utf-16"), ["Carers", "é"]),
        ("\ufefftitle,passage\r\nCarers,é\r\n".encode(), ["Carers", "é"]),
        (b"sep=;\ntitle;passage\nCarers;b\n", ["Carers", "b"]),
        (b'title,passage\n"Carers, all",b\n', ["Carers, all", "b"]),
        (b'title,passage\nCarers,"a\nb ""c"""\n', ["Carers", 'a\nb "c"']),
        (b"title,passage\nCarers\n", ["Carers", ""]),
        (b"title,passage\nCarers,- it was good\n", ["Carers", "- it was good"]),
    ],
)
def test_csv_is_taken_as_spreadsheets_write_it(content: bytes, cells: list[str]) -> None:
    found = program.read(content)
    assert (found["headings"], found["rows"][0][1:], found["is_guessed"]) == (
        ["title", "passage"],
        cells,
        False,
    )


def test_letters_of_old_windows_are_guessed_and_that_is_said() -> None:
    found = program.read("title,passage\nCarers,“é”\n".encode("cp1252"))
    assert (found["rows"][0][2], found["is_guessed"]) == ("“é”", True)


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b"title,passage\na,b,c\n", [("C2", "beside")]),
        (b"title,passage\n=1+1,b\na, =B2\n", [("A2", "formula"), ("B3", "formula")]),
        (b'title,passage\na,b\n"c,d\n', [("A3", "quotes")]),
        (b"title,Title\na,b\n", [("B1", "heading_twice")]),
        (b"title,,passage\na,b,c\n", [("B1", "no_heading")]),
        (b"title,passage\n", [("", "only_headings")]),
        (b"\n , \n", [("", "empty")]),
        (b"\x00\x01\x02\x03", [("", "no_text")]),
        (b"title\n\x81\x8d\n", [("", "no_text")]),
        (b"PK\x03\x04 and then nothing", [("", "broken")]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", [("", "old")]),
        (b"a\n" + b"b\n" * (MOST_ROWS + 1), [("", "rows")]),
        (b",".join(b"a%d" % one for one in range(61)) + b"\n1\n", [("", "columns")]),
        (write_book(nothing, 0), [("", "only_headings")]),
        (write_book(lambda _book, sheet: sheet.write_formula(1, 1, "=1+1")), [("B2", "formula")]),
        (write_book(lambda _book, sheet: sheet.merge_range("A3:B4", "x")), [("A3", "merged")]),
        (write_book(add_sheet("Secret", hidden=True)), [("", "hidden")]),
        (write_book(add_sheet("Other")), [("", "sheets")]),
        (write_book(lambda _book, sheet: sheet.write(99, 61, "x")), [("", "columns")]),
        (write_book(lambda _book, sheet: sheet.write(MOST_ROWS + 1, 0, "x")), [("", "rows")]),
    ],
)
def test_what_is_wrong_is_named_with_its_cell(content: bytes, faults: list[tuple[str, str]]) -> None:
    assert find_faults(content) == faults


def test_an_empty_sheet_beside_it_does_no_harm_and_days_and_numbers_are_read() -> None:
    def fill(book: Any, sheet: Any) -> None:
        book.add_worksheet("Sheet2")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(1, 0, datetime(2026, 10, 3, tzinfo=UTC).replace(tzinfo=None), day)
        sheet.write(1, 1, 12)
        sheet.write_row(2, 0, [True, 12.5])

    rows = program.read(write_book(fill))["rows"]
    assert [row[1:] for row in rows] == [["2026-10-03", "12"], ["TRUE", "12.5"]]


def test_bombs_end_the_reading_and_nothing_else() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as file, file.open("xl/worksheets/sheet1.xml", "w") as part:
        for _piece in range(LARGEST_UNPACKED // 2**20 + 1):
            part.write(bytes(2**20))
    assert find_faults(packed.getvalue()) == [("", "bomb")]
    # A sheet of two cells, as far apart as they can be: seventeen thousand million cells between them.
    with pytest.raises(TableRefused) as refusal:
        read_table(write_book(lambda _book, sheet: sheet.write(1_048_575, 16_383, "x")))
    assert [fault.words for fault in refusal.value.faults] == ["The file is too large once it is unpacked."]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "There is nothing in the file."),
        (bytes(LARGEST + 1), "The file is too large: 10 MB at most."),
        (b"title,Title\na,b\n", "Two columns are called “Title”."),
    ],
)
def test_a_refusal_says_it_in_plain_words(content: bytes, words: str) -> None:
    with pytest.raises(TableRefused) as refusal:
        read_table(content)
    assert [fault.words for fault in refusal.value.faults] == [words]


def test_only_the_first_faults_are_named() -> None:
    faults = Faults()
    for _one in range(30):
        faults.add("formula", "A1", "x" * 100)
    assert (len(faults.found), faults.has_more, len(faults.found[0][2])) == (20, True, 60)


def test_every_fault_has_words() -> None:
    folder = Path(reading.__file__).parent
    written = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    named = set(re.findall(r'(?:add|_say)\(\s*"(\w+)"', written)) | {"heading_twice", "no_heading"}
    assert named == set(WORDS)


def test_cells_are_called_as_spreadsheets_call_them() -> None:
    names = [name_cell(row, column) for row, column in ((1, 1), (7, 26), (7, 27), (10, 52), (1, 703))]
    assert names == ["A1", "Z7", "AA7", "AZ10", "AAA1"]
    assert len({name_cell(1, column) for column in range(1, 2_000)}) == 1_999
