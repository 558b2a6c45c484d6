"""The totals of each day, from which ideas rise: as far as everybody could read them then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from anonymity.thresholds import FEWEST_VOTERS_TOLD
from results.exports.tables import Cell
from results.published.edition import Rows
from voting.models import DailyTotal
from workshops.models import Workshop

COLUMNS = ("ref", "date", "up", "down", "unsure")
_FIELDS = ("idea__ref", "date", "up", "down", "unsure")


def make_daily_rows(workshop: Workshop, ideas: Mapping[str, Mapping[str, Cell]]) -> Rows:
    """Return the days of these ideas that were told; a day on which they fell below that is empty.

    Of ideas that were merged there are none: beside the votes of both together they would tell how many
    people voted on both.
    """
    mains = {row["merged_into"] for row in ideas.values()}
    alone = [ref for ref, row in ideas.items() if row["merged_into"] is None and ref not in mains]
    totals = DailyTotal.objects.filter(idea__workshop=workshop, idea__ref__in=alone)
    rows = totals.order_by("idea__ref", "date").values_list(*_FIELDS)
    return Rows("daily", COLUMNS, tuple(_keep_told(rows, is_full=workshop.imported)))


def _keep_told(rows: Iterable[tuple[Cell, ...]], *, is_full: bool) -> Iterator[tuple[Cell, ...]]:
    last: tuple[Cell, bool] = (None, False)
    for ref, day, *totals in rows:
        was_told = last == (ref, True)
        is_told = is_full or sum(number for number in totals if isinstance(number, int)) >= FEWEST_VOTERS_TOLD
        last = (ref, is_told)
        if is_told:
            yield ref, day, *totals
        elif was_told:
            yield ref, day, None, None, None
