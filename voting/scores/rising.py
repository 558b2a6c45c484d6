"""`rising`: what gains support now, from the totals at the last release of each day."""

from dataclasses import dataclass

import numpy as np

from voting.scores.vote_matrix import Booleans, Floats, Integers, Totals, sum_by_idea

HALF_LIFE_DAYS = 3
RECENT_DAYS = 15
VOTES_TO_BE_LISTED = 10


@dataclass(frozen=True)
class DailyTotals:
    """One row an idea and day: arrays (D,) of idea, day (as date.toordinal()) and totals so far.

    Days without a change may be missing; rows may come in any order.
    """

    ideas: Integers
    days: Integers
    totals: Totals
    number_of_ideas: int


@dataclass(frozen=True)
class Rising:
    """Arrays (I,): the score, the votes gained in the last 15 days, and whether the idea is listed."""

    score: Floats
    recent_votes: Floats
    is_listed: Booleans


def score_rising(daily: DailyTotals, today: int) -> Rising:
    """Scores of all ideas: Σ over days of 2^(-age/3 days)·(Δu-Δd); age in days before `today` (an ordinal).

    Listed is an idea with 10 more votes ("not sure" included) than 15 days ago.
    """
    order = np.lexsort((daily.days, daily.ideas))
    ideas, ages = daily.ideas[order], today - daily.days[order]
    totals = daily.totals
    support = _gains(ideas, (totals.up - totals.down)[order])
    votes = _gains(ideas, (totals.decided + totals.unsure)[order])
    score = sum_by_idea(ideas, support * 2.0 ** (-ages / HALF_LIFE_DAYS), daily.number_of_ideas)
    recent = sum_by_idea(
        ideas, np.where(ages < RECENT_DAYS, votes, 0).astype(np.float64), daily.number_of_ideas
    )
    return Rising(score, recent, recent >= VOTES_TO_BE_LISTED)


def _gains(ideas: Integers, totals: Integers) -> Integers:
    """The change from row to row, from 0 at the first row of each idea."""
    changes = np.diff(totals, prepend=0)
    first = np.diff(ideas, prepend=-1) != 0
    changes[first] = totals[first]
    return changes
