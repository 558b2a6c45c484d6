"""The totals of each day, from which ideas rise: as far as everybody could read them then."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from anonymity.thresholds import FEWEST_VOTERS_TOLD
from results.exports.precision import DECIMALS
from results.exports.tables import Cell
from results.published.edition import Rows
from voting.ballots.totals_hidden_until_voted import is_told
from voting.models import DailyTotal
from voting.scores.rising import HALF_LIFE_DAYS
from workshops.models import Workshop

COLUMNS = ("ref", "date", "up", "down", "unsure")
_FIELDS = ("idea__ref", "date", "up", "down", "unsure")
# What changes a score by less cannot be seen in it.
UNSEEN = 0.5 * 10**-DECIMALS


class Day(NamedTuple):
    """The totals of an idea at the last release of a day."""

    ref: str
    date: date
    up: int
    down: int
    unsure: int

    @property
    def is_told(self) -> bool:
        """Whether pages told the totals: from five voters on."""
        return is_told(self.up + self.down + self.unsure)


def make_daily_rows(workshop: Workshop, ideas: Mapping[str, Mapping[str, Cell]], today: date) -> Rows:
    """Return the days of those ideas from which their rise comes out as of `today`.

    Of ideas that were merged there are none: beside the votes of both together they would tell how many
    people voted on both. Nor of ideas with days that were not told and still count: beside the score these
    would tell what fewer than five people thought.
    """
    mains = {row["merged_into"] for row in ideas.values()}
    alone = [ref for ref, row in ideas.items() if row["merged_into"] is None and ref not in mains]
    totals = DailyTotal.objects.filter(idea__workshop=workshop, idea__ref__in=alone)
    days = (Day(*row) for row in totals.order_by("idea__ref", "date").values_list(*_FIELDS))
    return Rows("daily", COLUMNS, tuple(keep_told(days, today, is_full=workshop.imported)))


def keep_told(days: Iterable[Day], today: date, *, is_full: bool = False) -> Iterator[tuple[Cell, ...]]:
    """Yield the days that were told, of ideas whose other days count for nothing that could be seen."""
    for _ref, of_idea in groupby(days, key=lambda day: day.ref):
        known = list(of_idea)
        if is_full or bound_untold(known, today) < UNSEEN:
            yield from (day[:] for day in known if is_full or day.is_told)


def bound_untold(days: Sequence[Day], today: date) -> float:
    """Return how much what was not told can change the score of `rising`, at most.

    With weights w of days and the difference x of those for and against, the score is the sum over days of
    w·(x - x before). By parts a day adds x·(w - w of the next one). Without the day the last told one before
    it adds this much in its place; of the day itself less than five people's votes are unknown.
    """
    weights = [math.exp2(-(today - day.date).days / HALF_LIFE_DAYS) for day in days]
    following = [*weights[1:], 0.0]
    most, told, bound = FEWEST_VOTERS_TOLD - 1, 0, 0.0
    for day, weight, after in zip(days, weights, following, strict=True):
        if day.is_told:
            told = abs(day.up - day.down)
        else:
            bound += (most + told) * abs(after - weight)
    return bound
