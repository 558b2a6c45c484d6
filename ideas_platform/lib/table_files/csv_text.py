"""CSV as people send it: with commas, semicolons or tabs, in the encodings that spreadsheets write."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from ideas_platform.lib.table_files.faults import Faults
from ideas_platform.lib.table_files.limits import MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, name_cell

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
OLD_WINDOWS = "cp1252"
SEPARATORS = ",;\t"
SAID = "sep="


def read_csv(content: bytes, faults: Faults) -> tuple[list[list[str]], bool]:
    """Return the cells row by row, and whether the encoding was guessed; faults are noted."""
    text, is_guessed = decode(content, faults)
    csv.field_size_limit(MOST_LETTERS)
    rows: list[list[str]] = []
    try:
        for row in _read_rows(text):
            if len(rows) > MOST_ROWS:
                faults.add("rows")
                return [], is_guessed
            rows.append(row[: MOST_COLUMNS + 1])
    except csv.Error:
        faults.add("quotes", name_cell(len(rows) + 1, 1))
        return [], is_guessed
    _note_formulas(rows, faults)
    return rows, is_guessed


def decode(content: bytes, faults: Faults) -> tuple[str, bool]:
    """Return the text, and whether its encoding was guessed: that of old Windows where it is no UTF-8."""
    named = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), "utf-8")
    for name in (named, OLD_WINDOWS):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text, name == OLD_WINDOWS
    faults.add("no_text")
    return "", False


def _read_rows(text: str) -> Iterator[list[str]]:
    """Yield the rows; a first line such as "sep=;" says what stands between the cells."""
    first, _end, rest = text.partition("\n")
    if first.casefold().startswith(SAID) and len(first.strip()) == len(SAID) + 1:
        separator, text = first.strip()[-1], rest
    else:
        separator = find_separator(first)
    yield from csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)


def find_separator(line: str) -> str:
    """Return what stands between the headings: the sign that is most often outside of quotation marks."""
    outside = "".join(line.split('"')[::2])
    return max(SEPARATORS, key=lambda sign: (outside.count(sign), -SEPARATORS.index(sign)))


def _note_formulas(rows: list[list[str]], faults: Faults) -> None:
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row, 1):
            if cell.lstrip().startswith("="):
                faults.add("formula", name_cell(number, column))
