"""What is said of told answers is never made by rounding, and a change seldom by chance."""

from __future__ import annotations

import numpy as np

from workshops.statistics.answers import ToldAnswers
from workshops.statistics.certain import is_surely_more, is_surely_most, tell_change


def test_chance_alone_looks_like_a_change_once_in_a_hundred_times() -> None:
    """Two rounds of the same share, each rounded at random; with the seed of this test fixed."""
    chance = np.random.default_rng(1911)

    def tell_one(people: int, share: float) -> ToldAnswers:
        number = int(chance.binomial(people, share))
        told, whole = (_round(value, step, chance) for value, step in ((number, 10), (people, 5)))
        return ToldAnswers(whole, {"upper": told})

    for people, share in ((25, 0.5), (60, 0.5), (60, 0.9), (300, 0.3)):
        found = [tell_change(tell_one(people, share), tell_one(people, share), "upper") for _ in range(3_000)]
        assert np.count_nonzero(found) / len(found) <= 0.015
    found = [tell_change(tell_one(200, 0.3), tell_one(200, 0.6), "upper") for _ in range(300)]
    assert np.mean(found) >= 0.95


def _round(value: int, step: int, chance: np.random.Generator) -> int:
    rest = value % step
    return value - rest + (step if chance.random() < rest / step else 0)


def test_what_is_certain_is_true_of_every_number_that_could_stand_behind_it() -> None:
    for first in range(0, 60, 10):
        for second in range(0, 60, 10):
            if is_surely_more(first, second):
                assert first - 9 > second + 9
            for people in range(10, 90, 5):
                if is_surely_most(first, people):
                    assert 2 * (first - 9) > people + 4
