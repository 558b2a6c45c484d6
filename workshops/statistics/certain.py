"""What can be said of told answers for certain, or beyond chance: nothing that rounding could have made.

A number that is told is a multiple of ten, drawn up or down, so the true one is less than ten away from it
(`answers.py`); the number of people is a multiple of five and less than five away.
"""

from __future__ import annotations

from math import sqrt

from anonymity.thresholds import ANSWER_STEP, CELL_STEP
from workshops.statistics.answers import ToldAnswers

# Standard errors: two numbers that differ by chance alone look so different once in a hundred times.
BEYOND_CHANCE = 2.576
# The fewest people of whom a change is told: the normal distribution fits from about there.
FEWEST_TO_COMPARE = 20


def is_surely_more(first: int, second: int) -> bool:
    """Return whether the true number behind `first` is larger than that behind `second`, both told."""
    return first - second >= 2 * ANSWER_STEP


def is_surely_most(part: int, people: int) -> bool:
    """Return whether the true number behind `part` is more than half of the true number of people."""
    return 2 * (part - ANSWER_STEP) >= people + CELL_STEP


def tell_change(before: ToldAnswers, after: ToldAnswers, name: str) -> int:
    """Return 1 where the share of this answer grew by more than chance, -1 where it fell, else 0.

    The usual test of two shares, with the variance that rounding adds to each: of a number that is rounded
    at random with its mean kept at most a quarter of the squared step (a coin between two multiples).
    """
    if min(before.people, after.people) < FEWEST_TO_COMPARE:
        return 0
    shares = [min(told.numbers.get(name, 0) / told.people, 1.0) for told in (before, after)]
    people = [before.people, after.people]
    together = sum(share * number for share, number in zip(shares, people, strict=True)) / sum(people)
    chance = sum(together * (1 - together) / number for number in people)
    rounding = sum(
        (ANSWER_STEP**2 + (share * CELL_STEP) ** 2) / (4 * number**2)
        for share, number in zip(shares, people, strict=True)
    )
    difference = shares[1] - shares[0]
    if abs(difference) <= BEYOND_CHANCE * sqrt(chance + rounding):
        return 0
    return 1 if difference > 0 else -1
