"""What many people answered, told so that nobody's answer shows."""

from __future__ import annotations

import random

import numpy as np
import pytest
from numpy.typing import NDArray

from workshops.statistics.answers import Answered, ToldAnswers, tell_answers, tell_share
from workshops.statistics.suppression import Draw

NAMES = ("keeps", "loses")


def make_answered(answers: list[str], seed: int = 0, threshold: int | None = None) -> Answered:
    """Return the answers of as many members, whose groups are each drawn by lot."""

    def draw(members: NDArray[np.bool_]) -> Draw:
        lot = random.Random(f"{seed} {members.tobytes()!r}")
        fewest = 10 + lot.randrange(5)
        return Draw(threshold or fewest, lot.random())

    return Answered(answers, np.arange(len(answers)), len(answers), draw)


@pytest.mark.parametrize(
    ("number", "people", "percent"),
    [
        (0, 10, 0), (5, 60, 0), (5, 50, 10), (10, 20, 50),
        (45, 50, 90), (50, 55, 100), (10, 10, 100), (20, 15, 100),
    ],
)  # fmt: skip
def test_a_share_is_told_in_tens_and_never_as_all_or_nobody(number: int, people: int, percent: int) -> None:
    assert tell_share(number, people) == percent


def test_nothing_is_told_of_fewer_than_ten_and_always_of_fourteen() -> None:
    for seed in range(50):
        assert tell_answers(make_answered(["keeps"] * 9, seed), NAMES, told_before=None) is None
        assert tell_answers(make_answered(["keeps"] * 14, seed), NAMES, told_before=None) is not None


def test_numbers_are_in_steps_and_right_on_average() -> None:
    sums = []
    for seed in range(400):
        told = tell_answers(make_answered(["keeps"] * 13 + ["loses"] * 9, seed), NAMES, told_before=None)
        assert isinstance(told, ToldAnswers)
        assert told.people % 5 == 0
        assert all(number % 10 == 0 for number in told.numbers.values())
        sums.append(told.numbers["keeps"])
    assert abs(np.mean(sums) - 13) < 0.6


def test_new_numbers_take_as_many_further_people_as_may_be_told_at_all() -> None:
    for further, is_told in ((10, False), (18, True)):
        answered = make_answered(["keeps"] * (20 + further), threshold=14)
        assert (tell_answers(answered, NAMES, told_before=20) is not None) is is_told


def test_a_group_that_could_be_padded_is_not_told() -> None:
    answered = make_answered(["keeps"] * 20, threshold=12)
    padded = Answered(answered.answers, answered.members, 20, answered.draw, lambda _members, _people: 11)
    assert tell_answers(padded, NAMES, told_before=None) is None


def test_nine_who_know_each_other_hardly_learn_what_the_tenth_said() -> None:
    """The best guess, learnt from 2,500 targets and tried on 2,500 others: at most 0.52 and two errors.

    The attackers choose how many of them say what; which answer the target gave is drawn by lot.
    """
    lot = random.Random(7)
    for mine in (0, 4, 9):
        learnt, tried = (_attack(lot, mine, start) for start in (0, 2_500))
        right = sum(_guess(learnt.get(seen, [])) == keeps for seen, given in tried.items() for keeps in given)
        assert right / 2_500 <= 0.52 + 0.02


def _guess(given: list[bool]) -> bool:
    return sum(given) * 2 > len(given)


def _attack(lot: random.Random, mine: int, start: int) -> dict[str, list[bool]]:
    """Return for all that was told to 2,500 attackers what the tenth person had said each time."""
    seen: dict[str, list[bool]] = {}
    for seed in range(start, start + 2_500):
        keeps = bool(lot.randrange(2))
        answers = ["keeps"] * mine + ["loses"] * (9 - mine) + ["keeps" if keeps else "loses"]
        told = tell_answers(make_answered(answers, seed), NAMES, told_before=None)
        shares = [] if told is None else [tell_share(told.numbers[n], told.people) for n in NAMES]
        seen.setdefault(str(shares), []).append(keeps)
    return seen
