"""How an attacker reads a column: as values to compare, as numbers to lay side by side, and as an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from tests.anonymity.linkage.capture import Table

EMPTY: tuple[Any, ...] = (None, "", b"", [], {})


@dataclass(frozen=True)
class Column:
    """One column: values (None where empty), numbers (NaN where there is none) and ranks from 0 to 1."""

    name: str
    values: list[Any]
    numbers: NDArray[np.float64]
    ranks: NDArray[np.float64]


def read_columns(table: Table) -> list[Column]:
    """Return all columns of a table that say anything: those with one value only say nothing."""
    columns = [read_column(name, table.column(name)) for name in table.columns]
    return [column for column in columns if len(set(column.values)) > 1]


def read_column(name: str, raw: list[Any]) -> Column:
    """Return the column with these values."""
    values = [None if value in EMPTY else _as_value(value) for value in raw]
    numbers = np.array([_as_number(value) for value in values], np.float64)
    return Column(name, values, numbers, _as_ranks(numbers))


def _as_value(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.bytes
    return value if isinstance(value, bytes | str | bool | int | float | date | datetime) else repr(value)


def _as_number(value: Any) -> float:
    if value is None:
        return float("nan")
    if isinstance(value, bytes):
        return float(int.from_bytes(value[:6].ljust(6, b"\x00"), "big"))
    if isinstance(value, str):
        return _as_number(value.encode())
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, date):
        return float(value.toordinal() - date(1970, 1, 1).toordinal()) * 86400
    return float(value)


def _as_ranks(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    ranks = np.full(len(numbers), np.nan)
    there = ~np.isnan(numbers)
    if there.sum() > 1:
        ranks[there] = np.argsort(np.argsort(numbers[there], kind="stable")) / (there.sum() - 1)
    return ranks
