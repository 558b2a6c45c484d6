"""A table of an export, whatever it is written as."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ideas_platform.lib.csv_cells import Cell

__all__ = ["Cell", "Export", "Table"]


@dataclass(frozen=True)
class Table:
    """Rows under named columns; `rows` may be read once."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Export:
    """A whole export: facts about the workshop, and its tables."""

    workshop: dict[str, Cell]
    tables: Sequence[Table]
