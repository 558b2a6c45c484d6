"""`rising`, counted again from the totals of each day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from results.exports.tables import Cell
from results.package.opening import Package
from results.published.measures import TOTALS
from voting.scores.rising import DailyTotals, score_rising
from voting.scores.vote_matrix import Totals


@dataclass(frozen=True)
class Rise:
    """How much an idea rose, and whether it stands on the board."""

    score: float
    is_listed: bool


def find_rises(package: Package) -> Mapping[str, Rise]:
    """Return the rise of each idea with totals of days; none where the day of counting is not told."""
    today = package.described.get("counted_on")
    rows = package.rows("daily")
    if not isinstance(today, str) or not today or not rows:
        return {}
    refs = sorted({str(row["ref"]) for row in rows})
    rising = score_rising(_read_daily(rows, refs), date.fromisoformat(today).toordinal())
    return {
        ref: Rise(float(score), bool(listed))
        for ref, score, listed in zip(refs, rising.score, rising.is_listed, strict=True)
    }


def _read_daily(rows: Sequence[Mapping[str, Cell]], refs: Sequence[str]) -> DailyTotals:
    """Return the totals of days, with ideas by their place among `refs`."""
    index = {ref: number for number, ref in enumerate(refs)}
    return DailyTotals(
        np.array([index[str(row["ref"])] for row in rows], np.int64),
        np.array([_read_day(row["date"]).toordinal() for row in rows], np.int64),
        Totals(*(np.array([row[name] or 0 for row in rows], np.int64) for name in TOTALS)),
        len(refs),
    )


def _read_day(value: Cell) -> date:
    if not isinstance(value, date):
        raise ValueError("daily.csv has a row without a day.")
    return value
