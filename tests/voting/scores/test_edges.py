"""The scores at the edges: nobody, one, everybody, and numbers larger than London."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anonymity.tags import as_blocks
from tests.voting.scores.elections import Election, elections, many, votes_cast
from voting.scores.chances import draw_chances
from voting.scores.clustered import RHO, MembersCounted, is_top_listed, score_clustered
from voting.scores.debated import score_debated
from voting.scores.equal_shares import choose_diverse
from voting.scores.prior import Prior, fit_prior
from voting.scores.vote_matrix import DOWN, NONE, UNSURE, UP, Totals, VoteMatrix, count_votes
from voting.scores.wilson import wilson95

EXACTLY = 1e-12
EVERYBODY_IN_ONE = np.zeros(40, np.int64)
EACH_ALONE = np.arange(40)


def up(*, voters: int, down: int = 0) -> VoteMatrix:
    return votes_cast(
        [*many(0, list(range(voters)), UP), *many(0, list(range(voters, voters + down)), DOWN)], 1
    )


def totals(up: list[int], down: list[int]) -> Totals:
    return Totals(np.array(up), np.array(down), np.zeros(len(up), np.int64))


def test_one_vote_is_worth_the_same_however_people_are_clustered() -> None:
    scores = [score_clustered(up(voters=1), clusters) for clusters in (None, EVERYBODY_IN_ONE, EACH_ALONE)]
    assert [score.score.tolist() for score in scores] == [scores[0].score.tolist()] * 3
    assert scores[0].score[0] == pytest.approx(1 / (1 + 1.959963984540054**2), abs=EXACTLY)


def test_where_each_is_a_cluster_of_their_own_the_score_is_plain_wilson() -> None:
    alone, plain = (score_clustered(up(voters=30, down=7), clusters) for clusters in (EACH_ALONE, None))
    assert alone.score.tolist() == pytest.approx(plain.score.tolist(), abs=EXACTLY)
    assert alone.effective_votes.tolist() == pytest.approx([37], abs=EXACTLY)


@pytest.mark.parametrize("voters", [1, 2, 10, 40])
def test_one_organisation_counts_for_no_more_than_twenty_people(voters: int) -> None:
    scored = score_clustered(up(voters=voters), EVERYBODY_IN_ONE)
    assert scored.effective_votes.tolist() == pytest.approx([voters / (1 + (voters - 1) * 0.05)], abs=EXACTLY)
    assert scored.effective_votes[0] < 1 / RHO


def test_a_large_organisation_comes_near_twenty_people_and_never_reaches_them() -> None:
    size = 1_000_000
    votes = VoteMatrix(np.zeros(size, np.int64), np.arange(size), np.full(size, UP), 1)
    weight = score_clustered(votes, np.zeros(size, np.int64)).effective_votes[0]
    assert weight == pytest.approx(size / (1 + (size - 1) * 0.05), abs=1e-9)
    assert 19.999 < weight < 20


def test_without_likeness_in_a_cluster_every_vote_is_a_whole_one() -> None:
    scored = score_clustered(up(voters=25, down=15), EVERYBODY_IN_ONE, rho=0)
    assert scored.effective_votes.tolist() == [40]


def test_where_a_cluster_thinks_as_one_it_is_one_person() -> None:
    scored = score_clustered(up(voters=25, down=15), EVERYBODY_IN_ONE, rho=1)
    assert scored.effective_votes.tolist() == pytest.approx([1], abs=EXACTLY)
    assert scored.effective_share.tolist() == pytest.approx([25 / 40], abs=EXACTLY)


def test_votes_of_nobody_are_a_cluster_like_those_without_an_organisation() -> None:
    votes = [*many(0, [NONE] * 4, UP), *many(1, [0, 1, 2, 3], UP)]
    scored = score_clustered(votes_cast(votes, 2), np.full(4, NONE))
    assert scored.score[0] == scored.score[1]
    assert scored.clusters.tolist() == [1, 1]


def test_not_sure_alone_gives_neither_weight_nor_cluster() -> None:
    scored = score_clustered(votes_cast(many(0, list(range(9)), UNSURE), 1), EVERYBODY_IN_ONE)
    assert (scored.effective_votes.tolist(), scored.clusters.tolist()) == ([0], [0])
    assert (scored.score.tolist(), scored.high.tolist()) == ([0], [1])


def test_without_ideas_there_are_no_scores() -> None:
    scored = score_clustered(votes_cast([], 0), EVERYBODY_IN_ONE)
    assert [values.tolist() for values in (scored.score, scored.high, scored.clusters)] == [[], [], []]


@pytest.mark.parametrize(
    ("members", "least"),
    [(0, 5), (1, 5), (25, 5), (26, 6), (30, 6), (49, 10), (50, 10), (51, 10), (9_000, 10)],
)
def test_an_idea_is_listed_from_five_to_ten_votes_by_the_number_of_members(members: int, least: int) -> None:
    listed = is_top_listed(totals([least - 1, least], [0, 0]), np.array([3, 3]), MembersCounted(members, 9))
    assert listed.tolist() == [False, True]


@pytest.mark.parametrize(("clusters", "least"), [(1, 1), (2, 2), (3, 3), (40, 3)])
def test_an_idea_is_listed_with_votes_from_three_organisations_where_there_are_three(
    clusters: int, least: int
) -> None:
    listed = is_top_listed(
        totals([10, 10], [0, 0]), np.array([least - 1, least]), MembersCounted(100, clusters)
    )
    assert listed.tolist() == [False, True]


def test_members_without_an_organisation_are_one_more_of_them() -> None:
    assert MembersCounted.of(np.array([0, 0, 1, NONE, NONE]), 5) == MembersCounted(5, 3)
    assert MembersCounted.of(None, 5) == MembersCounted(5, 5)


def test_the_more_agree_the_surer_the_score() -> None:
    number = np.array([1, 10, 100, 1_000, 1_000_000, 1_000_000_000])
    scores = wilson95(np.ones(6), number).tolist()
    assert scores == sorted(scores)
    assert scores[-1] == pytest.approx(1, abs=1e-8)


def test_a_debate_of_equal_sides_grows_with_the_number_of_people() -> None:
    scores = score_debated(totals([1, 10, 100, 1_000_000], [1, 10, 100, 1_000_000])).tolist()
    assert scores == sorted(scores)
    assert 0 < scores[0] < scores[-1] < 1


@pytest.mark.parametrize("pool", [1, 2, 9, 10])
def test_where_there_are_no_more_than_ten_ideas_all_are_among_the_ten(pool: int) -> None:
    ids = as_blocks([bytes([place]) * 16 for place in range(pool)])
    chances = draw_chances(np.arange(pool, dtype=float), np.full(pool, 0.3), ids, Prior(1, 1), draws=50)
    assert chances.tolist() == [1.0] * pool


def test_of_eleven_equal_ideas_the_chances_make_ten_places() -> None:
    ids = as_blocks([bytes([place]) * 16 for place in range(11)])
    chances = draw_chances(np.full(11, 20.0), np.full(11, 0.5), ids, Prior(2, 2), draws=500)
    assert chances.sum() == pytest.approx(10, abs=1e-9)
    assert (chances.min() > 0.8, chances.max() < 1) == (True, True)


@pytest.mark.parametrize(
    ("liked", "decided"), [([], []), ([0], [0]), ([7], [7]), ([0, 0], [5, 5]), ([5, 5], [5, 5])]
)
def test_what_is_believed_before_any_vote_is_always_a_number(liked: list[int], decided: list[int]) -> None:
    prior = fit_prior(np.array(liked, np.int64), np.array(decided, np.int64))
    assert (np.isfinite(prior.alpha), np.isfinite(prior.beta)) == (True, True)
    assert prior.alpha + prior.beta == pytest.approx(1, abs=EXACTLY)


@given(elections())
def test_every_vote_is_counted_under_one_of_three_heads(election: Election) -> None:
    counted = count_votes(election.votes_cast)
    assert int(counted.decided.sum() + counted.unsure.sum()) == len(election.votes)


@given(elections(), st.integers(0, 7))
def test_no_idea_is_chosen_twice_and_none_that_nobody_likes(election: Election, places: int) -> None:
    chosen = choose_diverse(election.votes_cast, np.arange(election.number_of_ideas), places)
    liked = {idea for (idea, _member), value in election.votes.items() if value == UP}
    assert len(chosen) == len(set(chosen)) == min(places, len(liked))
    assert set(chosen) <= liked
