"""All boards together, from any votes: what is never true of any of them, and what never matters."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from anonymity.tags import Blocks
from tests.voting.scores.elections import Election, elections
from voting.boards.listing import Circumstances, find_candidates, find_chances, list_boards
from voting.count.idea_scores import IdeaScores
from voting.scores.clustered import RHO, MembersCounted, score_clustered
from voting.scores.common_ground import score_common_ground
from voting.scores.debated import score_debated
from voting.scores.rising import DailyTotals, score_rising
from voting.scores.vote_matrix import DOWN, UNSURE, UP, Floats, count_votes

GROUPS = 4
TODAY = 100


def make_ids(number: int) -> Blocks:
    return np.random.default_rng(5).integers(0, 256, (number, 16), dtype=np.uint8)


def stand(election: Election, ids: Blocks) -> IdeaScores:
    """Return what a release would store of these votes, organisation and group being the same."""
    votes = election.votes_cast
    totals = count_votes(votes)
    top, ground = score_clustered(votes, election.labels), score_common_ground(votes, election.labels, GROUPS)
    voted = totals.decided > 0

    def where_voted(score: Floats) -> Floats:
        return np.where(voted, score, np.nan)

    days = np.full(len(ids), TODAY)
    scores = (where_voted(top.score), top.high, top.effective_votes, top.effective_share)
    kept = (where_voted(ground.score), ground.is_listed & voted, where_voted(score_debated(totals)))
    return IdeaScores(ids, days, np.zeros_like(days), totals, top.clusters, top.clusters, *scores, *kept)


def rank(election: Election, ids: Blocks) -> dict[str, dict[bytes, float]]:
    """Return for each board the score of each idea on it, and for "chances" the chance of each."""
    idea_scores = stand(election, ids)
    ideas = np.arange(len(ids))
    daily = DailyTotals(ideas, np.full(len(ids), TODAY), idea_scores.totals, len(ids))
    members_counted = MembersCounted.of(election.labels, len(election.clusters))
    now = Circumstances(
        members_counted,
        GROUPS,
        score_rising(daily, TODAY),
        find_candidates(idea_scores),
        election.votes_cast,
        is_exact=True,
    )
    boards = list_boards(idea_scores, now)
    scores = {board.name.value: (board.indices, board.scores) for board in boards}
    scores["chances"] = (ideas, find_chances(idea_scores, RHO, RHO))
    return {
        name: {
            ids[place].tobytes(): score for place, score in zip(places.tolist(), values.tolist(), strict=True)
        }
        for name, (places, values) in scores.items()
    }


def many_votes(seed: int) -> Election:
    """Return forty people, fifteen ideas, and enough votes for every board."""
    chance = random.Random(seed)
    values = [UP] * (2 + seed % 3) + [DOWN, UNSURE]
    votes = {(idea, member): chance.choice(values) for idea in range(15) for member in range(40)}
    return Election(votes, tuple(member % GROUPS for member in range(40)), 15)


def agree(one: dict[str, dict[bytes, float]], other: dict[str, dict[bytes, float]]) -> bool:
    """Return whether the same ideas stand on each board with the same scores, but for rounding."""
    return all(other[name] == pytest.approx(scores, abs=1e-12) for name, scores in one.items())


@pytest.mark.parametrize("seed", range(6))
def test_in_which_order_people_and_organisations_are_numbered_matters_nowhere(seed: int) -> None:
    election, ids, chance = many_votes(seed), make_ids(15), random.Random(seed)
    people, labels = list(range(40)), list(range(GROUPS))
    chance.shuffle(people)
    chance.shuffle(labels)
    votes = [((idea, people[member]), value) for (idea, member), value in election.votes.items()]
    chance.shuffle(votes)
    clusters = {people[member]: labels[cluster] for member, cluster in enumerate(election.clusters)}
    other = Election(dict(votes), tuple(clusters[member] for member in range(40)), 15)
    boards = rank(election, ids)
    assert min(len(boards[name]) for name in ("top", "common-ground", "debated", "rising", "diverse")) >= 5
    assert agree(boards, rank(other, ids))


@pytest.mark.parametrize("seed", range(6))
def test_in_which_order_ideas_are_stored_matters_nowhere(seed: int) -> None:
    election, ids = many_votes(seed), make_ids(15)
    places = list(range(15))
    random.Random(seed).shuffle(places)
    votes = {(places[idea], member): value for (idea, member), value in election.votes.items()}
    moved = np.empty_like(ids)
    moved[places] = ids
    one, other = rank(election, ids), rank(replace(election, votes=votes), moved)
    # Ties on `diverse` go to the better on `top`: it is no board of scores, but the same ideas stand on it.
    assert one.pop("diverse").keys() == other.pop("diverse").keys()
    assert agree(one, other)


@given(elections(labels=GROUPS))
@settings(max_examples=60, deadline=None)
def test_whatever_was_voted_every_score_is_a_number_and_chances_sum_up(election: Election) -> None:
    boards = rank(election, make_ids(election.number_of_ideas))
    assert all(np.isfinite(list(scores.values())).all() for scores in boards.values())
    assert sum(boards["chances"].values()) == pytest.approx(min(10, election.number_of_ideas), abs=1e-9)


@pytest.mark.parametrize("value", [UP, DOWN, UNSURE])
def test_where_all_say_the_same_or_nothing_every_score_is_a_number(value: int) -> None:
    whole = many_votes(0)
    for votes in ({}, dict.fromkeys(whole.votes, value)):
        boards = rank(replace(whole, votes=votes), make_ids(15))
        assert all(np.isfinite(list(scores.values())).all() for scores in boards.values())
