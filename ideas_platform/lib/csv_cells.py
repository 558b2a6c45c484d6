"""Cells of CSV files, so that no spreadsheet runs a text as a formula."""

import re
import sys
from datetime import date
from functools import cache
from unicodedata import category

Cell = str | int | float | bool | date | None

# What Unicode calls ignorable (Default_Ignorable_Code_Point in DerivedCoreProperties.txt, with those that may
# still come) though it is no format sign: joiners, fillers and selectors of a form. And empty Braille.
_IGNORED = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\uffff"
    "\U000e0000-\U000e0fff"
)
_CONTROLS = r"\x00-\x1f\x7f-\x9f"


@cache
def _runs() -> re.Pattern[str]:
    """Return what a text begins with that a spreadsheet could run.

    Spreadsheets pass over blanks and over signs that nobody sees, and in some languages know the wide and the
    small forms of the signs of a formula too.
    """
    formats = "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if category(sign) == "Cf")
    return re.compile(rf"'*(?:[\s{_CONTROLS}{_IGNORED}{formats}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|[{_CONTROLS}])")


def write_cell(cell: Cell) -> str | int | float:
    """Return what stands in the file: "" for nothing, true or false, a day as 2026-11-23, the number itself.

    A text that a spreadsheet could run gets an apostrophe in front. So does one that already has apostrophes
    before such a sign: taking one away always gives the text back.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int | float):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    return f"'{cell}" if _runs().match(cell) else cell


def take_apostrophe(text: str) -> str:
    """Return the text that `write_cell` was given, without the apostrophe that it may have put in front."""
    was_given = text.startswith("'") and write_cell(text[1:]) == text
    return text[1:] if was_given else text
