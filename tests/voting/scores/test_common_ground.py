from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.scores.elections import Election, elections, many, single_votes, votes_cast
from voting.scores.common_ground import score_common_ground
from voting.scores.vote_matrix import DOWN, NONE, UNSURE, UP

EXACTLY = 1e-12
# members 0 to 4 are nurses, 5 to 9 carers, 10 says nothing
GROUPS = np.array([0] * 5 + [1] * 5 + [NONE])
VOTES = [
    *many(0, [0, 1, 2], UP),
    (0, 3, DOWN),
    (0, 4, UNSURE),
    *many(0, [5, 6, 7, 8, 9], UP),
    *many(1, [0, 1, 2, 3, 4], UP),
]


def score_naively(election: Election, number_of_groups: int) -> list[float]:
    scores = []
    for idea in range(election.number_of_ideas):
        votes = [(election.clusters[who], value) for (on, who), value in election.votes.items() if on == idea]
        shares = [
            (sum(vote == (group, UP) for vote in votes) + 1) / (sum(of == group for of, _ in votes) + 2)
            for group in range(number_of_groups)
        ]
        scores.append(prod(shares) ** (1 / number_of_groups))
    return scores


def test_scores_equal_hand_computed_values() -> None:
    ground = score_common_ground(votes_cast(VOTES, 3), GROUPS, 2)
    # idea 0: 4/7 and 6/7; idea 1: 6/7 and nobody, which counts ½; idea 2: ½ and ½
    assert ground.score.tolist() == pytest.approx([0.6998542122237653, 0.6546536707079771, 0.5], abs=EXACTLY)


def test_listed_is_what_every_group_has_five_votes_on() -> None:
    votes = [vote for vote in VOTES if vote != (0, 4, UNSURE)]
    assert score_common_ground(votes_cast(VOTES, 3), GROUPS, 2).is_listed.tolist() == [True, False, False]
    assert score_common_ground(votes_cast(votes, 3), GROUPS, 2).is_listed.tolist() == [False, False, False]


def test_a_group_counts_with_its_share_from_so_many_votes_on_and_with_one_half_before() -> None:
    groups = np.repeat(np.arange(4), 10)
    votes = [
        *many(0, list(range(20)), UP),
        *many(0, list(range(20, 29)), DOWN),
        *many(1, list(range(10)), UP),
        *many(1, list(range(10, 29)), DOWN),
        *many(2, list(range(10)), UP),
    ]
    ground = score_common_ground(votes_cast(votes, 3), groups, 4, counted_from=10)
    ten = 11 / 12
    assert ground.score.tolist() == pytest.approx(
        [(ten**2 / 4) ** 0.25, (ten / 12 / 4) ** 0.25, (ten / 8) ** 0.25], abs=EXACTLY
    )
    assert ground.is_listed.tolist() == [True, True, False]


def test_people_without_a_group_and_votes_of_nobody_change_nothing() -> None:
    more = [*VOTES, (0, 10, DOWN), (0, NONE, DOWN), (0, NONE, UP)]
    scores = [score_common_ground(votes_cast(votes, 3), GROUPS, 2).score.tolist() for votes in (VOTES, more)]
    assert scores[0] == scores[1]


def test_a_group_without_members_counts_with_one_half() -> None:
    ground = score_common_ground(votes_cast(VOTES, 3), GROUPS, 3)
    assert ground.score[0] == pytest.approx((4 / 7 * 6 / 7 / 2) ** (1 / 3), abs=EXACTLY)
    assert ground.is_listed.tolist() == [False] * 3


def test_without_votes_or_ideas_there_is_still_a_number() -> None:
    assert score_common_ground(votes_cast([], 1), GROUPS, 2).score.tolist() == [0.5]
    assert score_common_ground(votes_cast([], 0), GROUPS, 2).score.tolist() == []


@pytest.mark.parametrize("groups", [0, 1])
def test_fewer_than_two_groups_are_refused(groups: int) -> None:
    with pytest.raises(ValueError, match=r"^Common ground needs at least two groups\.$"):
        score_common_ground(votes_cast(VOTES, 3), GROUPS, groups)


@given(elections(labels=3))
def test_scores_equal_the_formula_idea_by_idea(election: Election) -> None:
    ground = score_common_ground(election.votes_cast, election.labels, 3)
    assert ground.score.tolist() == pytest.approx(score_naively(election, 3), abs=EXACTLY)


@given(single_votes())
def test_a_thumbs_up_never_lowers_an_idea_and_a_thumbs_down_never_raises_it(
    drawn: tuple[Election, tuple[int, int]],
) -> None:
    election, pair = drawn

    def score_with(value: int | None) -> float:
        changed = election.with_vote(pair, value).votes_cast
        return float(score_common_ground(changed, election.labels, 4).score[pair[0]])

    others = [score_with(value) for value in (UP, None, UNSURE, DOWN)]
    assert score_with(UP) >= max(others) - EXACTLY
    assert score_with(DOWN) <= min(others) + EXACTLY


@given(elections(), st.permutations(range(4)))
def test_the_numbering_of_groups_changes_nothing(election: Election, labels: list[int]) -> None:
    renamed = np.array([*labels, NONE])[election.labels]
    again = score_common_ground(election.votes_cast, renamed, 4)
    assert again.score.tolist() == score_common_ground(election.votes_cast, election.labels, 4).score.tolist()
