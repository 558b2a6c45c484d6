"""Reading a table that somebody sent: all of it, or none of it and the reasons, cell by cell.

The reading itself is done by another program (`program.py`), which may take so much memory and time: nothing
of it is loaded into the processes that answer pages.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.table_files.limits import LARGEST, MOST_ROWS, name_cell

__all__ = [
    "LARGEST",
    "MOST_ROWS",
    "Fault",
    "SentRow",
    "SentTable",
    "TableRefused",
    "name_cell",
    "read_table",
]
SECONDS = 30
BASE = Path(__file__).resolve().parents[3]
PROGRAM = ("-m", "ideas_platform.lib.table_files.program")
# What is wrong, in words; “%(words)s” is a word of the file.
WORDS: Mapping[str, str | Promise] = {
    "beside": _(
        "There is something to the right of the table. Give the column a heading, or empty the cell."
    ),
    "bomb": _("The file is too large once it is unpacked."),
    "broken": _("The file is damaged, or it is no spreadsheet. Save it anew as XLSX or CSV."),
    "columns": _("The table has too many columns: sixty at most."),
    "empty": _("There is nothing in the file."),
    "error": _("The cell says “%(words)s”. Write there what you mean."),
    "formula": _("There is a formula in the cell. Put its value there instead."),
    "heading_twice": _("Two columns are called “%(words)s”."),
    "hidden": _("The sheet “%(words)s” is hidden. Show it, or take it away."),
    "large": _("The file is too large: 10 MB at most."),
    "long": _("There is too much text in the cell."),
    "merged": _("Several cells are merged here. Part them, and fill each."),
    "no_heading": _("The column has no heading."),
    "no_text": _("We can’t read the letters of this file. Save it anew as “CSV UTF-8” or as XLSX."),
    "old": _("The file is of an old kind, or has a password. Save it anew as XLSX, without a password."),
    "only_headings": _("There are only headings."),
    "quotes": _("The quotation marks do not fit together from this row on. Save the file anew as CSV."),
    "rows": _("The table has too many rows: 25,000 at most."),
    "sheets": _("There are several sheets, such as “%(words)s”. Leave the one that you mean."),
}


@dataclass(frozen=True)
class Fault:
    """Why a table is refused: in which cell ("" for the file), and in words."""

    cell: str
    words: str


@dataclass(frozen=True)
class SentRow:
    """One row: its number in the file, and its cells by heading."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class SentTable:
    """A table as it was sent: headings, full rows, and whether letters were guessed."""

    headings: Sequence[str]
    heading_row: int
    rows: Sequence[SentRow]
    is_guessed: bool


class TableRefused(Exception):  # noqa: N818 - it names what is the matter
    """The table is not taken; `faults` are the reasons, and `has_more` whether there are others."""

    def __init__(self, faults: Sequence[Fault], *, has_more: bool = False) -> None:
        super().__init__("; ".join(f"{fault.cell} {fault.words}".strip() for fault in faults))
        self.faults, self.has_more = faults, has_more


def read_table(content: bytes) -> SentTable:
    """Return the table in a file, CSV or XLSX; raises TableRefused with the reasons where it is not taken."""
    if len(content) > LARGEST:
        raise TableRefused([_say("large")])
    if not content:
        raise TableRefused([_say("empty")])
    found = _ask_program(content)
    if "faults" in found:
        faults = [_say(code, cell, words) for code, cell, words in found["faults"]]
        raise TableRefused(faults, has_more=found["has_more"])
    rows = [SentRow(number, cells) for number, *cells in found["rows"]]
    return SentTable(found["headings"], found["heading_row"], rows, found["is_guessed"])


def _ask_program(content: bytes) -> dict[str, Any]:
    """Return what the program says of the file; that it is too large where it died of it."""
    try:
        done = subprocess.run(  # noqa: S603 - the program is ours
            [sys.executable, *PROGRAM],
            input=content,
            capture_output=True,
            cwd=BASE,
            env={},
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return {"faults": [("bomb", "", "")], "has_more": False}
    if done.returncode:
        code = "bomb" if done.returncode < 0 else "broken"
        return {"faults": [(code, "", "")], "has_more": False}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _say(code: str, cell: str = "", words: str = "") -> Fault:
    return Fault(cell, str(WORDS[code]) % {"words": words} if words else str(WORDS[code]))
