"""Merged ideas: under the main one, each person once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.scores.elections import Election, Vote, elections, votes_cast
from voting.scores.merged import merge_votes
from voting.scores.vote_matrix import DOWN, NONE, UNSURE, UP, count_votes

MAIN, FIRST, SECOND, THIRD, OTHER = range(5)
MAINS = np.array([MAIN, MAIN, MAIN, MAIN, OTHER])


def merged(votes: list[Vote]) -> list[Vote]:
    """Return the votes after merging three parts into MAIN."""
    result = merge_votes(votes_cast(votes, 5), MAINS)
    rows = zip(result.ideas.tolist(), result.members.tolist(), result.values.tolist(), strict=True)
    return sorted(rows)


def test_a_vote_on_a_part_counts_for_the_main_idea() -> None:
    assert merged([(FIRST, 7, UP)]) == [(MAIN, 7, UP)]


def test_who_voted_on_several_counts_once() -> None:
    assert merged([(FIRST, 7, UP), (SECOND, 7, UP), (MAIN, 8, DOWN)]) == [(MAIN, 7, UP), (MAIN, 8, DOWN)]


@pytest.mark.parametrize("own", [UP, DOWN, UNSURE])
def test_a_vote_on_the_main_idea_outweighs_all_on_its_parts(own: int) -> None:
    parts = [(part, 7, UP if own != UP else DOWN) for part in (FIRST, SECOND, THIRD)]
    assert merged([(MAIN, 7, own), *parts]) == [(MAIN, 7, own)]


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ([UP, UP, DOWN], UP),
        ([DOWN, UNSURE, DOWN], DOWN),
        ([UP, DOWN], UNSURE),
        ([UP, UNSURE], UNSURE),
        ([UNSURE, UNSURE, UP], UNSURE),
        ([UP, DOWN, UNSURE], UNSURE),
    ],
)
def test_without_one_the_majority_on_the_parts_counts_and_a_tie_is_not_sure(
    values: list[int], outcome: int
) -> None:
    assert merged([(part, 7, value) for part, value in enumerate(values, start=FIRST)]) == [
        (MAIN, 7, outcome)
    ]


def test_votes_of_nobody_known_each_count() -> None:
    assert merged([(FIRST, NONE, UP), (SECOND, NONE, UP)]) == [(MAIN, NONE, UP), (MAIN, NONE, UP)]


@given(elections())
def test_where_nothing_is_merged_nothing_changes(election: Election) -> None:
    same = np.arange(election.number_of_ideas)
    counted = count_votes(merge_votes(election.votes_cast, same))
    assert counted.up.tolist() == count_votes(election.votes_cast).up.tolist()


@given(elections(), st.data())
def test_nobody_counts_twice_and_nobody_is_lost(election: Election, data: st.DataObject) -> None:
    ideas = st.integers(0, election.number_of_ideas - 1)
    mains = np.arange(election.number_of_ideas)
    for part in data.draw(st.sets(ideas)) - {0}:
        mains[part] = 0
    counted = merge_votes(election.votes_cast, mains)
    pairs = list(zip(counted.ideas.tolist(), counted.members.tolist(), strict=True))
    assert sorted(pairs) == sorted({(int(mains[idea]), member) for idea, member in election.votes})
