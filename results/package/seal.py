"""The sealed list: every number of the package, one a line, fixed on the day of the release.

Its SHA-256 stands on the site from then on. Whoever changes a number, and makes all check sums anew, would
have to change what the site has kept.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from results.exports.tables import Cell
from results.package.fields import is_sealed
from results.published.edition import Rows

COLUMNS = ("table", "key", "column", "value")
# What tells the rows of a table apart. Words are not among them: what a text says may have to be covered.
KEYS: Mapping[str, Sequence[str]] = {
    "ideas": ("ref",),
    "boards": ("board", "ref"),
    "daily": ("ref", "date"),
    "participation": ("measure",),
}
# Tables whose numbers the list holds. The others are counted again from these and from each other: texts can
# be taken back after the release, too.
SEALED_TABLES = frozenset({*KEYS, "poll"})
NUMBER_OF_IDEAS = ("participation", "ideas")
Sealed = dict[tuple[str, str, str], str]


def write_seal(tables: Iterable[Rows], facts: Mapping[str, str]) -> bytes:
    """Return the list as CSV: each number of the tables, and facts on which the counting rests."""
    file = StringIO()
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(("facts", "", name, value) for name, value in sorted(facts.items()))
    for table in tables:
        rows.writerows(_list_numbers(table))
    return file.getvalue().encode()


def list_numbers(tables: Iterable[Rows]) -> Sealed:
    """Return the numbers of the tables as the sealed list has them."""
    told = (row for table in tables for row in _list_numbers(table))
    return {(table, key, column): value for table, key, column, value in told}


def read_seal(content: bytes) -> Sealed:
    """Return the numbers of a sealed list by table, key and column; raises ValueError for anything else."""
    header, *rows = csv.reader(StringIO(content.decode("utf-8"), newline=""))
    if tuple(header) != COLUMNS or any(len(row) != len(COLUMNS) for row in rows):
        raise ValueError("not a sealed list")
    return {(table, key, column): value for table, key, column, value in rows}


def hash_content(content: bytes) -> str:
    """Return the SHA-256 of a file, in 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def _list_numbers(table: Rows) -> Iterator[tuple[str, str, str, str]]:
    is_held = table.name in SEALED_TABLES
    sealed = [column for column in table.columns if is_held and is_sealed(table.name, column)]
    for place, row in enumerate(table.as_dicts(), start=1):
        key = _name_row(table.name, row, place)
        for column in sealed:
            value = row[column]
            if value is not None and (table.name, key) != NUMBER_OF_IDEAS:
                yield table.name, key, column, str(value)


def _name_row(table: str, row: Mapping[str, Cell], place: int) -> str:
    """Return what names a row: the values that tell it apart, else its place."""
    names = KEYS.get(table)
    return " ".join(str(row[name]) for name in names) if names else str(place)
