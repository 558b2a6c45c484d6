"""What the attack on published numbers says can be is so, and what gives a number away it finds."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.anonymity.linkage.numbers import Told, count_fewest_values, count_values
from tests.workshops.statistics import attacker

CELLS = ("a", "b", "c")
Span = tuple[int, int]
SPAN = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda ends: (min(ends), max(ends)))
TOLD = st.tuples(st.tuples(SPAN, SPAN, SPAN), st.integers(4, 16), SPAN)


@settings(max_examples=100)
@given(st.lists(TOLD, min_size=1, max_size=3))
def test_it_finds_no_value_that_cannot_be(
    drawn: list[tuple[tuple[Span, ...], int, Span]],
) -> None:
    history = [
        Told(dict(zip(CELLS, spans, strict=True)), most, frozenset("ab"), together, frozenset("a"))
        for spans, most, together in drawn
    ]
    seen = [
        attacker.Seen(
            [range(low, high + 1) for low, high in spans], most, [0, 1], range(both[0], both[1] + 1)
        )
        for spans, most, both in drawn
    ]
    possible = attacker.work_out(seen)
    assume(all(len(vectors) for vectors in possible))
    for when, vectors in enumerate(possible):
        assert count_values(history, when, "a") <= attacker.count_values(vectors, 0)


def tell(camden: tuple[int, int], most: int) -> Told:
    """Return that Camden is told, and Brent, which is small, is not."""
    spans = {"camden": camden, "brent": (0, 9)}
    return Told(spans, most, frozenset({"brent"}), (0, 9), frozenset({"brent"}))


def test_a_number_that_follows_from_the_others_is_found() -> None:
    assert count_fewest_values({"borough": [tell((38, 42), most=60)]}) == (10, 1)
    assert count_fewest_values({"borough": [tell((38, 42), most=40)]}) == (3, 1)


def test_a_number_that_follows_from_an_earlier_snapshot_is_found() -> None:
    history = [tell((38, 42), most=60), tell((18, 60), most=41)]
    assert count_fewest_values({"borough": history}) == (4, 2)
