"""An export as a folder of CSV files, with a note on how to read them."""

import csv
from pathlib import Path
from textwrap import fill

from ideas_platform.lib.csv_cells import write_cell
from results.exports.meanings import SMALL_NUMBERS, TABLES, explain_column
from results.exports.plain_words import list_codes
from results.exports.tables import Export, Table

NOTE = "README.txt"
WIDEST = 105
MARK = "An export of the Ideas Platform, format 1."
NAMES = frozenset({NOTE, *(f"{table}.csv" for table in TABLES)})
"""Everything that this version writes; a folder with anything else in it is somebody else's."""

MARKED_UTF8 = "utf-8-sig"
"""UTF-8 after a byte order mark: without it Excel takes the files for something else."""

READING = """
The files have commas between the values and the names of the columns in the first line. They are UTF-8 and
begin with a byte order mark, by which Excel knows it. A program has to be told, or the name of the first
column begins with a sign that nobody sees:

  Python   csv.DictReader(open("ideas.csv", encoding="utf-8-sig", newline=""))
  pandas   pandas.read_csv("ideas.csv", encoding="utf-8-sig")
  R        read.csv("ideas.csv", fileEncoding="UTF-8-BOM")

Nothing is known, or nothing is shown, where a value is empty.

Text that begins with = + - @ or a control character, also after signs that nobody sees, has an apostrophe (')
in front, so that no spreadsheet runs it as a formula. To get the text back, take one apostrophe away wherever
a text begins with apostrophes and such a sign. Numbers are left as they are. The workbook (xlsx) and the
document (json) need none of this.

"""


def write_folder(export: Export, folder: Path) -> None:
    """Write each table into the new folder as NAME.csv, row by row."""
    folder.mkdir()
    for table in export.tables:
        write_table(table, folder / f"{table.name}.csv")
    facts = "\n".join(f"{name}: {write_cell(value)}" for name, value in export.workshop.items())
    reading = READING + fill(SMALL_NUMBERS, WIDEST)
    columns = "\n".join(_explain(table) for table in export.tables)
    (folder / NOTE).write_text(f"{MARK}\n\n{facts}\n{reading}\n{columns}", encoding="utf-8")


def write_table(table: Table, path: Path) -> None:
    """Write one table as RFC 4180 says after a byte order mark, with every digit of a number."""
    with path.open("w", encoding=MARKED_UTF8, newline="") as file:
        rows = csv.writer(file)
        rows.writerow(table.columns)
        rows.writerows([write_cell(cell) for cell in row] for row in table.rows)


def _explain(table: Table) -> str:
    """Return what a file has in it, and what each of its columns means."""
    lines = [f"  {name}: {_explain_column(table.name, name)}" for name in table.columns]
    folded = [fill(line, WIDEST, subsequent_indent="    ") for line in lines]
    return "\n".join(["", f"{table.name}.csv", TABLES[table.name], *folded, ""])


def _explain_column(table: str, column: str) -> str:
    codes = ", ".join(f"{code} = {word}" for code, word in list_codes(table, column).items())
    return f"{explain_column(table, column)} {codes}".strip()


def is_ours(folder: Path) -> bool:
    """Return whether all in this folder is what an earlier export wrote."""
    note = folder / NOTE
    known = {path.name for path in folder.iterdir()} <= NAMES
    return known and note.is_file() and note.read_text(encoding="utf-8", errors="replace").startswith(MARK)
