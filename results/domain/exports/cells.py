"""Cells of CSV files, so that no spreadsheet runs a text as a formula."""

import re
from datetime import date

from results.domain.exports.tables import Cell

# Spreadsheets pass over blanks, and in some languages know the wide forms of the signs too.
_RUNS = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\x00-\x1f\x7f-\x9f])")


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
    return f"'{cell}" if _RUNS.match(cell) else cell
