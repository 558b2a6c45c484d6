"""How many people count where each organisation and each join code stands for a few only."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voting.releases.caps import NO_CODE, Pair, count_within_caps

PAIRS = st.tuples(st.integers(0, 3), st.integers(-1, 2))


def is_within(people: tuple[Pair, ...], cap: int) -> bool:
    """Return whether no organisation and no code has more than so many of these people."""
    places = Counter(place for place, _code in people)
    codes = Counter(code for _place, code in people if code != NO_CODE)
    return max([*places.values(), *codes.values()], default=0) <= cap


def count_by_trying(people: list[Pair], cap: int) -> int:
    """Return the size of the largest group of people that is within the cap, by trying all groups."""
    sizes = range(len(people), 0, -1)
    return next((n for n in sizes if any(is_within(some, cap) for some in combinations(people, n))), 0)


@pytest.mark.parametrize(
    ("people", "cap", "count"),
    [
        ({}, 4, 0),
        ({(0, NO_CODE): 9}, 4, 4),
        ({(0, NO_CODE): 3, (1, NO_CODE): 3, (2, NO_CODE): 4}, 4, 10),
        ({(0, 0): 3, (1, 0): 3, (2, 0): 3}, 4, 4),
        ({(0, 0): 9, (0, 1): 9, (1, NO_CODE): 1}, 4, 5),
        ({(0, 0): 2, (0, NO_CODE): 2, (1, 0): 2}, 2, 4),
        # The second organisation has only the first code, so that the first one has to use the other.
        ({(0, 0): 2, (0, 1): 2, (1, 0): 2}, 2, 4),
    ],
)
def test_what_one_counts_by_hand(people: dict[Pair, int], cap: int, count: int) -> None:
    assert count_within_caps(people, cap) == count


@settings(max_examples=150, database=None, deadline=None)
@given(people=st.lists(PAIRS, max_size=9), cap=st.integers(1, 4))
def test_it_is_the_largest_number_there_is(people: list[Pair], cap: int) -> None:
    assert count_within_caps(Counter(people), cap) == count_by_trying(people, cap)
