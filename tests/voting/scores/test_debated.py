import numpy as np
import pytest
from hypothesis import given

from tests.voting.scores.elections import Election, elections
from voting.scores.debated import is_debated_listed, score_debated
from voting.scores.vote_matrix import Totals, count_votes


def totals(up: list[int], down: list[int]) -> Totals:
    return Totals(np.array(up), np.array(down), np.zeros(len(up), np.int64))


def test_scores_equal_hand_computed_values() -> None:
    scores = score_debated(totals([18, 12, 30, 50, 0], [12, 18, 0, 50, 0]))
    expected = [0.4918125623360371, 0.4918125623360371, 0, 2 * 0.4038315303659956, 0]
    assert scores.tolist() == pytest.approx(expected, abs=1e-12)


def test_listed_is_what_twenty_are_for_or_against() -> None:
    assert is_debated_listed(totals([10, 10, 20, 0], [10, 9, 0, 0])).tolist() == [True, False, True, False]


@given(elections())
def test_it_does_not_matter_which_side_is_which(election: Election) -> None:
    counted = count_votes(election.votes_cast)
    turned = Totals(counted.down, counted.up, counted.unsure)
    assert score_debated(counted).tolist() == score_debated(turned).tolist()
    assert np.isfinite(score_debated(counted)).all()
