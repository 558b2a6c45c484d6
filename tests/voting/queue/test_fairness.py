"""A small version of `bench/queue_fairness.py`: what the queue finds that lists do not."""

from statistics import mean

import pytest

from bench.lib.queue_ways import POLICIES, draw_without_slots, follow_queue, see_every_vote
from bench.lib.queue_world import Outcome, Size, simulate
from bench.queue_fairness import MISPLACED, list_grid

SIZE = Size(people=100, ideas=100, votes_each=25)
SEEDS = range(3)


@pytest.fixture(scope="module")
def ours() -> list[Outcome]:
    """Return what our queue came to in three invented workshops."""
    return [simulate(follow_queue, SIZE, seed) for seed in SEEDS]


@pytest.fixture(scope="module")
def by_net_score() -> list[Outcome]:
    """Return what a list with the most liked on top came to in the same workshops."""
    return [simulate(POLICIES["list by net score"], SIZE, seed) for seed in SEEDS]


def test_no_idea_is_left_with_fewer_than_five_votes(ours: list[Outcome], by_net_score: list[Outcome]) -> None:
    assert [one.starved for one in ours] == [0, 0, 0]
    assert min(one.starved for one in by_net_score) > 30


def test_six_of_the_true_ten_are_found_and_more_than_by_a_list(
    ours: list[Outcome], by_net_score: list[Outcome]
) -> None:
    assert mean(one.found for one in ours) >= 0.6
    assert mean(one.found for one in ours) > mean(one.found for one in by_net_score)


def test_votes_are_spread_more_evenly_than_by_a_list(
    ours: list[Outcome], by_net_score: list[Outcome]
) -> None:
    assert max(one.gini for one in ours) < min(one.gini for one in by_net_score)


def test_the_same_seed_gives_the_same_outcome() -> None:
    size = Size(people=20, ideas=10, votes_each=5)
    assert simulate(follow_queue, size, 1) == simulate(follow_queue, size, 1)


@pytest.mark.parametrize("size", list_grid(), ids=str)
def test_at_most_two_in_a_hundred_votes_go_past_the_sixth_while_another_idea_has_fewer(size: Size) -> None:
    outcome = simulate(follow_queue, size, 1)
    assert (outcome.misplaced <= MISPLACED, outcome.starved) == (True, 0)


def test_where_people_think_we_come_close_to_a_queue_that_sees_every_vote() -> None:
    size = Size(people=150, ideas=120, together=30, thinking=True)
    ours, without, all_seeing = (
        mean(simulate(policy, size, seed).misplaced for seed in SEEDS)
        for policy in (follow_queue, draw_without_slots, see_every_vote)
    )
    assert (ours < without, ours - all_seeing < 0.02) == (True, True)
