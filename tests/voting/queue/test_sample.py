"""Each idea is allocated as often as it lacks votes, and nobody can empty the slots alone."""

import numpy as np
import pytest

from voting.queue.sample import Sample

ALL = [True] * 4


def draw(
    slots: list[int], taken: list[int], mine: list[bool], fresh: list[bool], seed: int = 0
) -> tuple[int | None, bool]:
    """Return what one is asked who has voted on nothing and skipped all that is not `fresh`."""
    sample = Sample(np.array(slots, np.int64), np.array(taken, np.int64), np.array(mine, np.bool_))
    generator = np.random.default_rng(seed)
    return sample.draw(np.ones(len(slots), np.bool_), np.array(fresh, np.bool_), generator)


def test_each_idea_is_allocated_as_often_as_it_lacks_votes() -> None:
    slots = np.array([6, 1, 3, 5])
    taken, nobody, everything = np.zeros(4, np.int64), np.zeros(4, np.bool_), np.ones(4, np.bool_)
    for turn in range(2 * slots.sum()):
        place, is_new = Sample(slots, taken, nobody).draw(everything, everything, np.random.default_rng(turn))
        assert (place is not None, is_new) == (True, True)
        taken[place] += 1
        if turn == slots.sum() - 1:
            assert taken.tolist() == slots.tolist()
    assert taken.tolist() == (2 * slots).tolist()


def test_a_slot_of_what_one_voted_on_stays_for_others() -> None:
    slots, taken = np.array([1, 1]), np.array([0, 1])
    sample = Sample(slots, taken, np.zeros(2, np.bool_))
    open_to = np.array([False, True])
    assert sample.draw(open_to, open_to, np.random.default_rng(1)) == (1, True)


def test_who_has_not_answered_is_asked_the_same_again() -> None:
    assert draw([6] * 4, [1] * 4, [False, False, True, False], ALL) == (2, False)


def test_who_skips_gets_no_new_slot_for_it() -> None:
    assert draw([6] * 4, [1] * 4, [False, False, True, False], [True, True, False, True]) == (None, False)


def test_nobody_gets_more_than_a_quarter_of_all_slots() -> None:
    sample = Sample(np.ones(8, np.int64), np.zeros(8, np.int64), np.array([True] * 2 + [False] * 6))
    unvoted = ~sample.mine
    assert sample.draw(unvoted, unvoted, np.random.default_rng(1)) == (None, False)


@pytest.mark.parametrize("others", [0, 1, 5, 12, 20])
def test_what_one_sees_first_is_the_same_however_much_others_were_asked(others: int) -> None:
    """Each of four ideas that lack alike comes first for an observer as often as each other one."""
    first = np.zeros(4, np.int64)
    for seed in range(2000):
        generator, taken = np.random.default_rng(seed), np.zeros(4, np.int64)
        nothing, everything = np.zeros(4, np.bool_), np.ones(4, np.bool_)
        for _one in range(others):
            place, _new = Sample(np.full(4, 3), taken, nothing).draw(everything, everything, generator)
            taken[place] += 1
        first[Sample(np.full(4, 3), taken, nothing).draw(everything, everything, generator)[0]] += 1
    assert first == pytest.approx(500, abs=80)
