"""Chances are as often right as they say, and what is measured of them is what it is called."""

import numpy as np
import pytest

from moderation.analysis.calibration import (
    Bin,
    cross_fit_platt,
    draw_curve,
    fit_logistic,
    fit_platt,
    measure_error,
    to_chances,
)

RNG = np.random.default_rng(3)
TRUE = RNG.normal(-1, 2, 4_000)
RIGHT = RNG.random(4_000) < to_chances(TRUE)


def test_a_curve_by_hand() -> None:
    chances = np.array([0.0, 0.05, 0.1, 0.55, 1.0])
    right = np.array([False, True, False, True, True])
    expected = [Bin(2, 0.025, 0.5), Bin(1, 0.1, 0.0), Bin(1, 0.55, 1.0), Bin(1, 1.0, 1.0)]
    assert draw_curve(chances, right) == expected
    assert measure_error(chances, right) == pytest.approx((2 * 0.475 + 0.1 + 0.45 + 0) / 5)


def test_of_nothing_there_is_no_curve_and_no_error() -> None:
    assert draw_curve(np.zeros(0), np.zeros(0, np.bool_)) == []
    assert measure_error(np.zeros(0), np.zeros(0, np.bool_)) == 0


def test_a_regression_finds_the_weights_that_made_the_data() -> None:
    features = np.column_stack([TRUE, RNG.normal(size=4_000), np.ones(4_000)])
    assert fit_logistic(features, RIGHT, np.zeros(3), 1.0) == pytest.approx([1, 0, 0], abs=0.1)


def test_where_right_and_wrong_lie_apart_weights_stay_finite() -> None:
    features = np.array([[-1.0], [-2.0], [1.0], [2.0]])
    (weight,) = fit_logistic(features, features[:, 0] > 0, np.zeros(1), 1.0)
    # The likeliest weight is where the slope of the loss, -Σ x·(y - p) + w, is 0.
    chances = to_chances(features[:, 0] * weight)
    assert features[:, 0] @ ((features[:, 0] > 0) - chances) == pytest.approx(weight)


def test_chances_too_firm_are_told_less_firmly() -> None:
    platt = fit_platt(TRUE * 3 + 1, RIGHT)
    assert (platt.slope, platt.level) == pytest.approx((1 / 3, -1 / 3), abs=0.05)
    assert measure_error(to_chances(TRUE * 3 + 1), RIGHT) > 0.1
    assert measure_error(platt.to_chances(TRUE * 3 + 1), RIGHT) < 0.02


def test_without_any_truth_chances_stay_as_they_were() -> None:
    platt = fit_platt(np.zeros(0), np.zeros(0, np.bool_))
    assert (platt.slope, platt.level) == (1.0, 0.0)


def test_chances_that_are_measured_were_fitted_without_their_text() -> None:
    groups = np.arange(40) // 2
    log_odds, right = TRUE[:40], RIGHT[:40]
    chances = cross_fit_platt(log_odds, right, groups)
    others = groups % 10 != 3
    alone = fit_platt(log_odds[others], right[others]).to_chances(log_odds[~others])
    assert chances[~others] == pytest.approx(alone)
