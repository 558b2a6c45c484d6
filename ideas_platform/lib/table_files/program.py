"""The program that reads a file: bytes in, JSON out. It has so much memory and time, and nothing else.

What people send is read here and never in a web process: a file that takes all memory or never ends takes
this program with it, and the libraries for spreadsheets stay out of the pages' processes.
"""

from __future__ import annotations

import json
import resource
import sys
from typing import Any

from ideas_platform.lib.table_files.csv_text import read_csv
from ideas_platform.lib.table_files.faults import Faults
from ideas_platform.lib.table_files.limits import MOST_COLUMNS, name_cell
from ideas_platform.lib.table_files.workbook import read_workbook

MEMORY = 512 * 1024 * 1024  # bytes
SECONDS = 20
PACKED, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read(content: bytes) -> dict[str, Any]:
    """Return headings, rows with their numbers, and whether the encoding was guessed; or what is wrong."""
    faults = Faults()
    rows, is_guessed = _read_rows(content, faults)
    if not faults:
        _check_shape(rows, faults)
    if faults:
        return {"faults": faults.found, "has_more": faults.has_more}
    return {**_find_table(rows), "is_guessed": is_guessed}


def _read_rows(content: bytes, faults: Faults) -> tuple[list[list[str]], bool]:
    """Return the rows of the file, of whichever kind it is, and whether the encoding was guessed."""
    if content.startswith(OLD_OFFICE):
        faults.add("old")
        return [], False
    if content.startswith(PACKED):
        return read_workbook(content, faults), False
    return read_csv(content, faults)


def _find_table(rows: list[list[str]]) -> dict[str, Any]:
    """Return the headings, where they are, and the rows below that have something in them."""
    first = next(number for number, row in enumerate(rows) if _is_full(row))
    width = len(_trim(rows[first]))
    filled = [
        [first_number, *(cell.strip() for cell in [*row, *[""] * width][:width])]
        for first_number, row in enumerate(rows[first + 1 :], first + 2)
        if _is_full(row)
    ]
    return {
        "headings": [cell.strip() for cell in rows[first][:width]],
        "heading_row": first + 1,
        "rows": filled,
    }


def _check_shape(rows: list[list[str]], faults: Faults) -> None:
    """Note what is wrong with the shape: nothing in it, headings that are none, cells beside the table."""
    full = [(number, _trim(row)) for number, row in enumerate(rows, 1) if _is_full(row)]
    if not full:
        faults.add("empty")
        return
    (number, headings), *others = full
    if len(headings) > MOST_COLUMNS:
        faults.add("columns")
    _check_headings(headings, number, faults)
    if not others:
        faults.add("only_headings")
    for row_number, row in others:
        if len(row) > len(headings):
            faults.add("beside", name_cell(row_number, len(headings) + 1))


def _check_headings(headings: list[str], number: int, faults: Faults) -> None:
    """Note headings in the row of this number that are missing or there twice."""
    seen: set[str] = set()
    for column, heading in enumerate(headings, 1):
        name = heading.strip().casefold()
        if not name or name in seen:
            faults.add("heading_twice" if name else "no_heading", name_cell(number, column), heading)
        seen.add(name)


def _trim(row: list[str]) -> list[str]:
    """Return the row without empty cells at its end."""
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]


def _is_full(row: list[str]) -> bool:
    return any(cell.strip() for cell in row)


def main() -> None:
    """Read a file from standard input, and write what is in it to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    try:
        found = read(sys.stdin.buffer.read())
    except MemoryError:
        found = {"faults": [("bomb", "", "")], "has_more": False}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
