"""How many people of an organisation have joined: in bands, and no more than bands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workshops.statistics.attacker import Seen, count_values, work_out
from workshops.statistics.bands import Bands, band
from workshops.statistics.margins import merge_known

Cells = tuple[int, ...]


@pytest.mark.parametrize(("number", "fewest"), [(1, 1), (9, 1), (10, 10), (24, 10), (25, 25), (300, 25)])
def test_each_organisation_is_in_one_band(number: int, fewest: int) -> None:
    assert band({"a": number}, people=999) == Bands({"a": fewest}, coarse=False)


def test_an_organisation_of_which_nobody_joined_is_in_no_band() -> None:
    assert band({"a": 0, "b": 3}, people=50) == Bands({"b": 1}, coarse=False)


def test_where_all_people_together_tell_too_much_the_bands_are_coarse_or_away() -> None:
    cells = {"a": 25, "b": 2}
    assert band(cells, people=34) == Bands({"a": 25, "b": 1}, coarse=False)
    assert band(cells, people=33) == Bands({"a": 10, "b": 1}, coarse=True)
    assert band({"a": 10, "b": 2}, people=12) is None


def test_what_was_told_before_counts_for_ever() -> None:
    assert band({"a": 12, "b": 2}, people=20, known={"a": 10}) == Bands({"a": 10, "b": 1}, coarse=False)
    assert band({"a": 12, "b": 2}, people=30, known={"a": 25}) is None


def see(bands: Bands | None, people: int, cells: Cells) -> Seen:
    if bands is None:
        return Seen([range(1 if number else 0, people + 1 if number else 1) for number in cells], people)
    tops = {1: 10, 10: people + 1 if bands.coarse else 25, 25: people + 1}
    fewest = [bands.fewest.get(str(place), 0) for place in range(len(cells))]
    return Seen([range(low, tops[low]) if low else range(1) for low in fewest], people)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.tuples(*[st.integers(0, 13)] * 3), st.integers(0, 9)), min_size=1, max_size=4))
def test_over_all_snapshots_every_small_organisation_keeps_five_values(
    growth: list[tuple[Cells, int]],
) -> None:
    cells: Cells = (0, 0, 0)
    people, last = 0, 0
    known: dict[str, int] = {}
    truth: list[tuple[Cells, Bands | None]] = []
    history: list[Seen] = []
    for more, nowhere in growth:
        cells = tuple(a + b for a, b in zip(cells, more, strict=True))
        people += sum(more) + nowhere
        if people < last + 10:
            continue
        last = people
        bands = band({str(place): number for place, number in enumerate(cells)}, people=people, known=known)
        known = merge_known(known, bands.fewest if bands else {})
        truth.append((cells, bands))
        history.append(see(bands, people, cells))
    for (true, bands), possible in zip(truth, work_out(history), strict=True):
        small = [place for place, number in enumerate(true) if bands and 0 < number < 10]
        assert all(count_values(possible, place) >= 5 for place in small)
