"""The attacker of the other tests finds what naive tables tell; otherwise it would prove nothing."""

from __future__ import annotations

from tests.workshops.statistics.attacker import Seen, count_values, work_out


def test_one_number_missing_beside_an_exact_sum_is_found() -> None:
    told, missing = range(40, 41), range(10)
    [possible] = work_out([Seen([told, missing], 40)])
    assert count_values(possible, 1) == 1


def test_two_snapshots_tell_together_what_none_of_them_tells() -> None:
    """First three small cells are about 20 in all. Then one is told, and the other two are nine at most."""
    small = range(10)
    first = Seen([small, small, small], 99, others=[0, 1, 2], in_others=range(18, 23))
    second = Seen([range(10, 13), small, small], 99, others=[1, 2], in_others=range(10))
    [alone] = work_out([first])
    together, _later = work_out([first, second])
    assert (count_values(alone, 0), count_values(together, 0)) == (10, 1)


def test_numbers_that_only_grow_bound_those_before() -> None:
    early, _late = work_out([Seen([range(10)], 99), Seen([range(3)], 99)])
    assert sorted(early[:, 0].tolist()) == [0, 1, 2]
