"""`rising`, counted again from the totals of each day, some of which are not told.

Where early totals are not told, fewer than five people had voted then: what they can have added to the score
lies between two bounds. With weights w of days and the difference x of those for and against on each, the
score is the sum of w·(x - x before), and by parts what an untold time from day a to day b can add is at most
4·(w(b) - w(a)).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from anonymity.thresholds import FEWEST_VOTERS_TOLD
from voting.scores.rising import HALF_LIFE_DAYS, RECENT_DAYS, VOTES_TO_BE_LISTED

MOST_UNTOLD = FEWEST_VOTERS_TOLD - 1


class Day(NamedTuple):
    """The totals of an idea on a day: those for less those against, and all; None for what is not told."""

    date: date
    support: int | None
    voters: int | None


@dataclass(frozen=True)
class Bounds:
    """Between what the score lies, and how many votes came in the last days, at least and at most."""

    low: float
    high: float
    fewest: int
    most: int

    @property
    def must_be_listed(self) -> bool:
        """Whether the idea stands on the board, whatever is not told."""
        return self.fewest >= VOTES_TO_BE_LISTED

    @property
    def may_be_listed(self) -> bool:
        """Whether the idea can stand on the board."""
        return self.most >= VOTES_TO_BE_LISTED

    def allow(self, score: float, tolerance: float) -> bool:
        """Return whether a score lies between the bounds, which are rounded to some decimals."""
        return self.low - tolerance <= score <= self.high + tolerance


def bound_rise(days: list[Day], published_on: date | None, today: date) -> Bounds:
    """Return the bounds of an idea's score; `days` in their order, without days on which nothing changed.

    `published_on`: None where all is told, as of imported ideas.
    """
    # Before the first day that is told fewer than five people may have voted, from its release on.
    untold_since = published_on
    middle = doubt = 0.0
    support: int = 0
    for day in days:
        weight = _weigh(day.date, today)
        if day.support is None:
            # What was told until now is taken back here; what comes after it is in doubt from here.
            middle -= weight * support
            support, untold_since = 0, untold_since or day.date
            continue
        if untold_since is not None:
            doubt += max(0, MOST_UNTOLD * (weight - _weigh(untold_since, today)))
            untold_since = None
        middle += weight * (day.support - support)
        support = day.support
    if untold_since is not None:
        doubt += MOST_UNTOLD * (1 - _weigh(untold_since, today)) + MOST_UNTOLD
    fewest, most = _count_recent(days, published_on, today)
    return Bounds(middle - doubt, middle + doubt, fewest, most)


def _weigh(day: date, today: date) -> float:
    return float(2.0 ** (-(today - day).days / HALF_LIFE_DAYS))


def _count_recent(days: list[Day], published_on: date | None, today: date) -> tuple[int, int]:
    before = [day for day in days if (today - day.date).days >= RECENT_DAYS]
    is_new = published_on is None or (today - published_on).days < RECENT_DAYS
    start = _find_state(before, is_empty=is_new)
    end = _find_state(days, is_empty=False)
    return end[0] - start[1], end[1] - start[0]


def _find_state(days: list[Day], *, is_empty: bool) -> tuple[int, int]:
    """Return how many had voted after these days, at least and at most."""
    if not days:
        return (0, 0) if is_empty else (0, MOST_UNTOLD)
    told = days[-1].voters
    return (0, MOST_UNTOLD) if told is None else (told, told)
