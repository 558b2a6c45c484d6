from collections import defaultdict
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.voting.scores.elections import Election, elections, many, single_votes, votes_cast
from voting.scores.clustered import MembersCounted, is_top_listed, score_clustered
from voting.scores.vote_matrix import DOWN, NONE, UNSURE, UP, Totals, count_votes

EXACTLY = 1e-12
# members 0 to 4 are of organisation 0, 5 to 9 of organisation 1, 10 and 11 of none
ORGANISATIONS = np.array([0] * 5 + [1] * 5 + [NONE] * 2)
VOTES = [
    *many(0, [0, 1, 2], UP),
    (0, 3, DOWN),
    (0, 4, UNSURE),
    (0, 5, UP),
    (0, 11, UP),
    *many(2, list(range(10)), UP),
]
"""Idea 0: 3 of 4 in one organisation, 1 of 1 in the other and without; idea 1: none; idea 2: ten up."""


def score_naively(election: Election, rho: float) -> list[float]:
    """Idea by idea, cluster by cluster, as the formula of `score_clustered` says."""
    counts: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for (idea, member), value in election.votes.items():
        if value != UNSURE:
            counts[idea][election.clusters[member]][0] += value == UP
            counts[idea][election.clusters[member]][1] += 1
    return [score_one(list(counts[idea].values()), rho) for idea in range(election.number_of_ideas)]


def score_one(clusters: list[list[int]], rho: float) -> float:
    if not clusters:
        return 0
    weights = [number / (1 + (number - 1) * rho) for _, number in clusters]
    m = sum(weights)
    p = sum(weight * up / number for weight, (up, number) in zip(weights, clusters, strict=True)) / m
    z = 1.959963984540054
    return (p + z * z / 2 / m - z * sqrt(p * (1 - p) / m + z * z / 4 / m / m)) / (1 + z * z / m)


def test_scores_equal_hand_computed_values() -> None:
    top = score_clustered(votes_cast(VOTES, 3), ORGANISATIONS)
    assert top.effective_votes.tolist() == pytest.approx([5.478260869565217, 0, 10 / 1.2], abs=EXACTLY)
    assert top.effective_share.tolist() == pytest.approx([0.8412698412698413, 0, 1], abs=EXACTLY)
    assert top.score.tolist() == pytest.approx([0.4270554641202125, 0, 0.6844743818132978], abs=EXACTLY)
    assert top.high.tolist() == pytest.approx([0.9741508552812843, 1, 1], abs=EXACTLY)
    assert top.clusters.tolist() == [3, 0, 2]


def test_where_everybody_is_their_own_cluster_the_score_is_plain_wilson() -> None:
    top = score_clustered(votes_cast(VOTES, 3), None)
    assert top.score.tolist() == pytest.approx([0.4364971778135298, 0, 0.7224672001371107], abs=EXACTLY)
    assert top.high.tolist() == pytest.approx([0.9699466302516933, 1, 1], abs=EXACTLY)
    assert top.clusters.tolist() == [6, 0, 10]


def test_with_rho_0_the_score_is_plain_wilson() -> None:
    by_organisation = score_clustered(votes_cast(VOTES, 3), ORGANISATIONS, rho=0)
    assert np.array_equal(by_organisation.score, score_clustered(votes_cast(VOTES, 3), None).score)


def test_votes_of_nobody_count_as_of_no_organisation() -> None:
    known = votes_cast([(0, 0, UP), (0, 10, UP), (0, 11, DOWN)], 1)
    unknown = votes_cast([(0, 0, UP), (0, NONE, UP), (0, NONE, DOWN)], 1)
    expected, found = (score_clustered(given, ORGANISATIONS) for given in (known, unknown))
    assert (found.score.tolist(), found.clusters.tolist()) == (expected.score.tolist(), [2])


def test_without_members_all_votes_are_of_one_cluster() -> None:
    top = score_clustered(votes_cast(many(0, [NONE] * 10, UP), 1), np.array([], np.int64))
    assert top.score.tolist() == pytest.approx([0.6422560022030407], abs=EXACTLY)


@pytest.mark.parametrize("clusters", [ORGANISATIONS, None])
def test_ideas_without_votes_score_0(clusters: np.ndarray | None) -> None:
    assert score_clustered(votes_cast([], 2), clusters).score.tolist() == [0, 0]
    assert score_clustered(votes_cast([(0, 0, UNSURE)], 2), clusters).score.tolist() == [0, 0]
    assert score_clustered(votes_cast([], 0), clusters).score.tolist() == []


@pytest.mark.parametrize("people", [1, 20, 1000, 100_000])
def test_one_organisation_alone_never_scores_above_0_839(people: int) -> None:
    alone = votes_cast(many(0, list(range(people)), UP), 1)
    score = score_clustered(alone, np.zeros(people, np.int64)).score.item()
    assert 0 < score <= 0.839


@given(elections(), st.sampled_from([0.0, 0.05, 0.3, 1.0]))
def test_scores_equal_the_formula_idea_by_idea(election: Election, rho: float) -> None:
    top = score_clustered(election.votes_cast, election.labels, rho)
    assert top.score.tolist() == pytest.approx(score_naively(election, rho), abs=EXACTLY)


@given(elections())
def test_nothing_is_ever_without_a_number(election: Election) -> None:
    for clusters in (election.labels, None):
        top = score_clustered(election.votes_cast, clusters)
        numbers = np.stack([top.score, top.high, top.effective_votes, top.effective_share])
        assert np.isfinite(numbers).all()
        assert (top.score <= top.high).all()


@given(single_votes(), st.booleans())
def test_a_thumbs_up_never_lowers_an_idea_and_a_thumbs_down_never_raises_it(
    drawn: tuple[Election, tuple[int, int]], everybody_their_own: bool
) -> None:
    election, pair = drawn
    clusters = None if everybody_their_own else election.labels

    def score_with(value: int | None) -> float:
        return float(score_clustered(election.with_vote(pair, value).votes_cast, clusters).score[pair[0]])

    others = [score_with(value) for value in (UP, None, UNSURE, DOWN)]
    assert score_with(UP) >= max(others) - EXACTLY
    assert score_with(DOWN) <= min(others) + EXACTLY


@given(elections(), st.data())
def test_the_numbering_of_people_and_organisations_and_the_order_of_votes_change_nothing(
    election: Election, data: st.DataObject
) -> None:
    members = data.draw(st.permutations(range(len(election.clusters))))
    labels = [*data.draw(st.permutations(range(4))), NONE]
    votes = data.draw(
        st.permutations([(idea, members[who], value) for (idea, who), value in election.votes.items()])
    )
    renamed = np.empty(len(members), np.int64)
    renamed[members] = [labels[cluster] for cluster in election.clusters]
    again = score_clustered(votes_cast(votes, election.number_of_ideas), renamed)
    assert again.score.tolist() == score_clustered(election.votes_cast, election.labels).score.tolist()


def test_many_organisations_numbered_backwards_give_the_same_score_to_the_last_bit() -> None:
    random = np.random.default_rng(5)
    values = np.where(random.random((40, 500)) < 0.6, UP, DOWN)
    votes = votes_cast([(idea, who, int(value)) for (idea, who), value in np.ndenumerate(values)], 40)
    organisations = random.integers(0, 60, 500)
    forwards, backwards = (score_clustered(votes, numbers) for numbers in (organisations, 59 - organisations))
    assert forwards.score.tolist() == backwards.score.tolist()
    assert forwards.effective_share.tolist() == backwards.effective_share.tolist()


@pytest.mark.parametrize(
    ("members", "organisations", "votes", "voting_organisations", "listed"),
    [
        (1000, 24, 10, 3, True),
        (1000, 24, 9, 3, False),
        (1000, 24, 10, 2, False),
        (1000, 2, 10, 2, True),
        (1000, 1, 10, 1, True),
        (40, 24, 8, 3, True),
        (40, 24, 7, 3, False),
        (41, 24, 8, 3, False),
        (12, 3, 5, 3, True),
        (12, 3, 4, 3, False),
    ],
)
def test_listed_is_what_enough_people_of_enough_organisations_voted_on(
    members: int, organisations: int, votes: int, voting_organisations: int, listed: bool
) -> None:
    totals = Totals(up=np.array([votes - 1]), down=np.array([1]), unsure=np.array([50]))
    members_counted = MembersCounted(members, organisations)
    assert is_top_listed(totals, np.array([voting_organisations]), members_counted).tolist() == [listed]


def test_the_electorate_counts_people_without_an_organisation_as_one_more() -> None:
    assert MembersCounted.of(ORGANISATIONS, 12) == MembersCounted(members=12, clusters=3)
    assert MembersCounted.of(None, 12) == MembersCounted(members=12, clusters=12)


def test_totals_count_each_kind_of_vote() -> None:
    totals = count_votes(votes_cast([*VOTES, (1, NONE, UNSURE)], 3))
    assert [totals.up.tolist(), totals.down.tolist(), totals.unsure.tolist(), totals.decided.tolist()] == [
        [5, 0, 10],
        [1, 0, 0],
        [1, 1, 0],
        [6, 0, 10],
    ]
