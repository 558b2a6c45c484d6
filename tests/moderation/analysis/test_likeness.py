"""Texts compared with codes, by numbers that can be checked by hand."""

import numpy as np
import pytest

from moderation.analysis.likeness import Space, compare, compare_coded, compare_texts, sum_up, weigh_stems

TEXTS = ["Quiet rooms", "A quiet room for nurses", "Nurses and parking", "Parking permits", "Zebra"]
DESCRIPTIONS = ["Places to be quiet", "Parking", "Unheard of"]
GIVEN = np.array([[True, False, False], [False, True, False]])
ROWS = np.array([1, 3])


def test_weights_are_those_of_the_formula() -> None:
    space = weigh_stems(TEXTS, DESCRIPTIONS)
    # quiet in 3 of 8, room 2, nurs 2, park 3; ln((1 + 8) / (1 + df)) + 1; permit, place, zebra stand in one
    # each.
    three, two = np.log(9 / 4) + 1, np.log(9 / 3) + 1
    expected = np.array([three, two]) / np.hypot(three, two)
    assert sorted(space.texts[0].toarray()[0])[-2:] == pytest.approx(sorted(expected))
    assert space.texts[3].sum() == pytest.approx(1)
    assert space.texts[4].sum() == 0
    assert space.descriptions[2].sum() == 0


def test_texts_without_a_word_in_common_are_alike_in_nothing() -> None:
    space = weigh_stems(["one thing", "another matter"], ["else"])
    prototypes = sum_up(space, np.array([0]), np.array([[True]]))
    assert compare(space, prototypes, np.array([1])).tolist() == [[0]]


@pytest.mark.parametrize("is_dense", [False, True])
def test_a_coded_text_is_compared_as_if_it_had_not_been_coded(is_dense: bool) -> None:
    space = weigh_stems(TEXTS, DESCRIPTIONS)
    if is_dense:
        space = Space(space.texts.toarray(), space.descriptions)
    found = compare_coded(space, sum_up(space, ROWS, GIVEN), ROWS, GIVEN)
    for place in range(2):
        without = np.delete(np.arange(2), place)
        prototypes = sum_up(space, ROWS[without], GIVEN[without])
        assert found[place] == pytest.approx(compare(space, prototypes, ROWS[[place]])[0], abs=1e-6)


def test_a_description_counts_as_one_text() -> None:
    space = Space(np.eye(3, dtype=np.float32), np.array([[0, 1, 0]], np.float32))
    prototypes = sum_up(space, np.array([0]), np.array([[True]]))
    assert compare(space, prototypes, np.arange(3))[:, 0] == pytest.approx([0.5**0.5, 0.5**0.5, 0])
    assert compare_texts(space, np.array([0, 1]), np.array([0])).tolist() == [[1], [0]]
