"""One dimension: what is told, what is not, and that differences between snapshots don't tell it either."""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workshops.statistics.attacker import Seen, count_values, work_out
from tests.workshops.statistics.drawing import NEAREST, draw_by_chance, draw_nearest
from workshops.statistics.margins import Margin, merge_known, suppress
from workshops.statistics.suppression import OFF, round_people

FEWEST_VALUES = 5
Cells = tuple[int, ...]


def name(cells: Cells) -> dict[str, int]:
    return {str(place): number for place, number in enumerate(cells)}


def test_cells_of_ten_or_more_are_told_to_the_nearest_five() -> None:
    cells = {"camden": 33, "barnet": 12, "brent": 4, "bexley": 0}
    assert suppress(cells, draw_nearest, people=100) == Margin(
        {"camden": 35, "barnet": 10}, others_many=False
    )


def test_small_cells_together_can_be_many() -> None:
    assert suppress({"a": 40, "b": 6, "c": 5}, draw_nearest, people=100) == Margin(
        {"a": 40}, others_many=True
    )


def test_where_just_one_cell_is_not_told_the_next_smallest_is_neither() -> None:
    assert suppress({"a": 40, "b": 20, "c": 5}, draw_nearest, people=200) == Margin(
        {"a": 40}, others_many=True
    )


def test_where_nothing_is_small_everything_is_told() -> None:
    assert suppress({"a": 40, "b": 21}, draw_nearest, people=61) == Margin(
        {"a": 40, "b": 20}, others_many=False
    )


def test_where_the_rest_could_be_worked_out_from_all_people_less_is_told() -> None:
    cells = {"a": 40, "b": 20, "c": 1, "d": 1}
    assert suppress(cells, draw_nearest, people=60) == Margin({"a": 40}, others_many=True)
    assert suppress(cells, draw_nearest, people=61) == Margin({"a": 40, "b": 20}, others_many=False)


def test_what_was_told_before_counts_for_ever() -> None:
    cells = {"a": 40, "b": 20, "c": 1, "d": 1}
    assert suppress(cells, draw_nearest, people=61, known={"c": 1}) == Margin({"a": 40}, others_many=True)


def test_equal_cells_are_told_in_the_order_of_their_names_whatever_is_true() -> None:
    one, other = {"a": 21, "b": 22, "c": 1}, {"a": 22, "b": 21, "c": 1}
    assert (
        suppress(one, draw_nearest, people=99)
        == suppress(other, draw_nearest, people=99)
        == Margin({"a": 20}, others_many=True)
    )


def test_nobody_and_no_cell() -> None:
    assert suppress({}, draw_nearest, people=0) == Margin({}, others_many=False)
    assert suppress({"a": 0}, draw_nearest, people=0) == Margin({}, others_many=False)


def see(cells: Cells, margin: Margin, most: int) -> Seen:
    """Return what a snapshot lets somebody know, granted that they know which cells are small."""
    ranges, hidden = [], []
    for place, number in enumerate(cells):
        told = margin.told.get(str(place))
        if told is not None:
            ranges.append(range(max(10, told - OFF), told + OFF + 1))
        else:
            hidden.append(place)
            ranges.append(range(10) if number < 10 else range(most + 1))
    in_others = range(10, most + 1) if margin.others_many else range(14)
    return Seen(ranges, most, hidden, in_others)


GROWTH = st.tuples(
    st.tuples(*[st.integers(0, 14)] * 3), st.integers(0, 12), st.integers(0, 12)
)  # cells, people who named none, people who joined only


@settings(max_examples=60)
@given(st.lists(GROWTH, min_size=1, max_size=5), st.integers(0, 99))
def test_over_all_snapshots_every_number_not_told_keeps_five_values(
    growth: list[tuple[Cells, int, int]], seed: int
) -> None:
    cells: Cells = (0, 0, 0)
    unnamed, silent, told_last = 0, 0, None
    known: dict[str, int] = {}
    truth: list[tuple[Cells, Margin]] = []
    history: list[Seen] = []
    for more, more_unnamed, more_silent in growth:
        cells = tuple(a + b for a, b in zip(cells, more, strict=True))
        unnamed, silent = unnamed + more_unnamed, silent + more_silent
        people = sum(cells) + unnamed
        draw = draw_by_chance(seed, {"people": people})(["people"])
        told = round_people(people, draw)
        if told is None or (told_last is not None and people < told_last + OFF + draw.threshold):
            continue
        most, told_last = min(told + OFF, people + silent), told
        drawing = draw_by_chance(seed, name(cells))
        margin = suppress(name(cells), drawing, people=most, known=known)
        known = merge_known(known, margin.fewest)
        truth.append((cells, margin))
        history.append(see(cells, margin, most))
    for (true, margin), possible in zip(truth, work_out(history), strict=True):
        small = [place for place, number in enumerate(true) if number < 10 and str(place) not in margin.told]
        assert all(count_values(possible, place) >= FEWEST_VALUES for place in small)


def test_who_knows_the_rules_and_tries_every_workshop_learns_no_small_number() -> None:
    """All workshops of up to 32 people with three cells: which of them lead to the same page?"""
    largest = 32
    alike: dict[tuple[Any, ...], list[Cells]] = defaultdict(list)
    for cells in product(range(largest + 1), repeat=3):
        for people in range(max(10, sum(cells)), largest + 1):
            for joined in (people, people + 1):
                told = round_people(people, NEAREST) or 0
                margin = suppress(name(cells), draw_nearest, people=min(told + OFF, joined))
                alike[(*sorted(margin.told.items()), margin.others_many, told, joined)].append(cells)
    pages = [(page, cells) for page, cells in alike.items() if page[-2] < largest - OFF]
    for page, those in pages:
        shown = {pair[0] for pair in page[:-3]}
        for place in range(3):
            values = {cells[place] for cells in those}
            assert str(place) in shown or min(values) >= 10 or len(values) >= FEWEST_VALUES


@pytest.mark.parametrize(
    ("before", "after"), [({"a": 18}, {"a": 13}), ({"a": 18}, {"a": 23}), ({"a": 18}, {"b": 23})]
)
def test_of_two_lower_bounds_the_larger_holds(before: dict[str, int], after: dict[str, int]) -> None:
    assert merge_known(before, after)["a"] == max(18, after.get("a", 0))
    assert merge_known() == {}
