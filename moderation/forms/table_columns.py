"""Which column of a table that somebody sent is what, by its heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from django.utils.translation import gettext as _

from ideas_platform.lib.table_files.reading import Fault, SentRow, SentTable, TableRefused, name_cell

MOST_FAULTS = 20


def find_columns(table: SentTable, known: Mapping[str, str], needed: Sequence[str]) -> dict[str, int]:
    """Return the place of each column by what it is; raises TableRefused where one is missing or unknown.

    `known` says what each heading means, folded.
    """
    columns: dict[str, int] = {}
    faults: list[Fault] = []
    for place, heading in enumerate(table.headings):
        name = known.get(fold(heading))
        cell = name_cell(table.heading_row, place + 1)
        if name is None:
            words = _("We know no column “%(name)s”. The columns are named above the form.")
            faults.append(Fault(cell, words % {"name": heading[:60]}))
        elif name in columns:
            faults.append(Fault(cell, _("Two columns are called “%(words)s”.") % {"words": heading[:60]}))
        else:
            columns[name] = place
    missing = _("The column “%(name)s” is missing.")
    faults += [Fault("", missing % {"name": name}) for name in needed if name not in columns]
    if faults:
        raise TableRefused(faults[:MOST_FAULTS], has_more=len(faults) > MOST_FAULTS)
    return columns


class Plan(Protocol):
    """What comes of a table, row by row, and what is wrong with it."""

    faults: list[Fault]

    def read(self, row: SentRow) -> None:
        """Take a row in, or note what is wrong with it."""


def read_rows(table: SentTable, plan: Plan) -> None:
    """Let the plan read the table, until too much is wrong; raises TableRefused with what is."""
    for row in table.rows:
        plan.read(row)
        if len(plan.faults) > MOST_FAULTS:
            break
    if plan.faults:
        raise TableRefused(plan.faults[:MOST_FAULTS], has_more=len(plan.faults) > MOST_FAULTS)


def fold(cell: str) -> str:
    """Return a cell as it is compared: spaces for underscores, one at a time, in small letters."""
    return " ".join(cell.replace("_", " ").split()).casefold()
