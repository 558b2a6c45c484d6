import numpy as np
import pytest

from tests.voting.scores.elections import many, votes_cast
from voting.scores.likeness import count_opinions, measure_likeness
from voting.scores.vote_matrix import DOWN, UP

RHO = 0.05
ORGANISATIONS = np.repeat(np.arange(10), 10)


def test_organisations_that_think_alike_are_found_to() -> None:
    split = [*many(0, list(range(50)), UP), *many(0, list(range(50, 100)), DOWN)]
    assert measure_likeness(votes_cast(split, 1), ORGANISATIONS, RHO) == RHO


def test_organisations_that_think_like_all_others_are_found_to() -> None:
    mixed = [
        (idea, member, UP if (member + idea) % 2 else DOWN) for idea in range(30) for member in range(100)
    ]
    assert measure_likeness(votes_cast(mixed, 30), ORGANISATIONS, RHO) < 0.01


@pytest.mark.parametrize("votes", [[], [(0, 0, UP)], many(0, [0, 1, 2], UP), [(0, 0, UP), (0, 10, DOWN)]])
def test_from_few_votes_nothing_else_than_rho_can_be_told(votes: list[tuple[int, int, int]]) -> None:
    assert measure_likeness(votes_cast(votes, 2), ORGANISATIONS, RHO) == pytest.approx(RHO, abs=0.01)


def test_without_clusters_or_with_rho_0_there_is_nothing_to_measure() -> None:
    assert measure_likeness(votes_cast([], 1), None, RHO) == RHO
    assert measure_likeness(votes_cast([], 1), ORGANISATIONS, 0) == 0


def test_votes_are_so_many_opinions_as_people_think_alike() -> None:
    weight, decided = np.array([0, 10 / 1.45, 5.0]), np.array([0, 10, 5])
    assert count_opinions(weight, decided, RHO, RHO).tolist() == pytest.approx([0, 10 / 1.45, 5])
    assert count_opinions(weight, decided, 0, RHO).tolist() == [0, 10, 5]
    assert count_opinions(weight, decided, RHO / 2, RHO)[1] == pytest.approx(10 / 1.225)
    assert count_opinions(decided.astype(float), decided, 0, 0).tolist() == [0, 10, 5]
