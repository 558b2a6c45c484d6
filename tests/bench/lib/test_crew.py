"""The processes that ask: a failure is heard, and nothing is left running."""

import multiprocessing
import os
import time

import pytest

from bench.lib.crew import run_crew


def test_results_come_in_the_order_of_the_places() -> None:
    assert run_crew(lambda place: place * 10, number=3, patience=600) == [0, 10, 20]


def test_the_first_failure_is_told_and_ends_all_others() -> None:
    with pytest.raises(RuntimeError, match="ValueError: Not 200 but: no"):
        run_crew(_fail_in_the_second, number=3, patience=3_000)

    # Had it waited for the others, it would have waited for an hour.
    assert multiprocessing.active_children() == []


def test_one_that_dies_is_told() -> None:
    with pytest.raises(RuntimeError, match="A process ended without a word"):
        run_crew(lambda _place: os._exit(3), number=1, patience=600)


def test_one_that_hangs_is_ended() -> None:
    with pytest.raises(TimeoutError, match="2 of 2 processes did not end within 0 s"):
        run_crew(lambda _place: time.sleep(60), number=2, patience=0.2)

    assert multiprocessing.active_children() == []


def _fail_in_the_second(place: int) -> None:
    if place == 1:
        raise ValueError("Not 200 but: no")
    time.sleep(3_600)
