"""An export as a folder of CSV files, with a note on how to read them."""

import csv
from pathlib import Path

from results.exports.csv_cells import write_cell
from results.exports.tables import Export, Table

NOTE = "README.txt"
MARK = "An export of the Ideas Platform, format 1."
NAMES = frozenset(
    {NOTE, "ideas.csv", "boards.csv", "comments.csv", "decisions.csv", "participation.csv", "poll.csv"}
)
"""Everything that this version writes; a folder with anything else in it is somebody else's."""

READING = """
The files are UTF-8 with commas, and have their columns' names in the first line. Nothing is known, or nothing
is shown, where a value is empty. The columns are described in docs/export-schema.json.

Text that begins with = + - @ or a control character, also after signs that nobody sees, has an apostrophe (')
in front, so that no spreadsheet runs it as a formula. To get the text back, take one apostrophe away wherever
a text begins with apostrophes and such a sign. Numbers are left as they are. The workbook (xlsx) and the
document (json) need none of this.

Small numbers are left out and scores are rounded, because small differences between two exports would show
how single people voted. A workshop that was imported has all its numbers in full.
"""


def write_folder(export: Export, folder: Path) -> None:
    """Write each table into the new folder as NAME.csv, row by row."""
    folder.mkdir()
    for table in export.tables:
        write_table(table, folder / f"{table.name}.csv")
    facts = "\n".join(f"{name}: {write_cell(value)}" for name, value in export.workshop.items())
    (folder / NOTE).write_text(f"{MARK}\n\n{facts}\n{READING}", encoding="utf-8")


def write_table(table: Table, path: Path) -> None:
    """Write one table as RFC 4180 says, with every digit of a number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(table.columns)
        rows.writerows([write_cell(cell) for cell in row] for row in table.rows)


def is_ours(folder: Path) -> bool:
    """Return whether all in this folder is what an earlier export wrote."""
    note = folder / NOTE
    known = {path.name for path in folder.iterdir()} <= NAMES
    return known and note.is_file() and note.read_text(encoding="utf-8", errors="replace").startswith(MARK)
