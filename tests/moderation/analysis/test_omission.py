"""The bound of what may be missing covers the truth in 95 of 100 samples, wherever one looks."""

import itertools

import numpy as np
import pytest
from scipy.stats import beta, binom, hypergeom

from moderation.analysis.omission import bound_share, round_up

SIZES = (30, 31, 45, 60, 100, 150, 225, 300)
SHARES = np.arange(1, 41) / 100


def test_the_binomial_bound_is_the_exact_one() -> None:
    for sample, share in itertools.product((1, 30, 59, 300), (0, 0.01, 0.2, 0.5, 0.9, 1)):
        found = round(sample * share)
        expected = beta.ppf(0.95, found + 1, sample - found) if found < sample else 1
        assert bound_share(found, sample) == pytest.approx(expected, abs=1e-9), (found, sample)


def test_sixty_texts_without_a_find_say_at_most_five_per_cent() -> None:
    assert bound_share(0, 59) == pytest.approx(1 - 0.05 ** (1 / 59))
    assert round_up(bound_share(0, 59)) == 5.0


@pytest.mark.parametrize("sample", SIZES)
def test_the_binomial_bound_covers_the_truth_in_95_of_100_samples(sample: int) -> None:
    bounds = np.array([bound_share(found, sample) for found in range(min(sample, sample // 2 + 30) + 1)])
    for share in SHARES:
        fails = np.flatnonzero(bounds < share)
        assert binom.pmf(fails, sample, share).sum() <= 0.05 + 1e-12, share


@pytest.mark.parametrize("published", [300, 1_000, 25_000])
@pytest.mark.parametrize("sample", [30, 100, 300])
def test_it_covers_the_truth_of_samples_without_putting_back_too(sample: int, published: int) -> None:
    bounds = np.array([bound_share(found, sample) for found in range(min(sample, sample // 2 + 30) + 1)])
    for holding in np.round(SHARES * published).astype(int):
        fails = np.flatnonzero(bounds < holding / published)
        assert hypergeom.pmf(fails, published, holding, sample).sum() <= 0.05 + 1e-9, holding


def test_no_smaller_bound_would_do() -> None:
    for found, sample in ((0, 30), (3, 100), (270, 300), (1, 100)):
        bound = bound_share(found, sample)
        assert binom.cdf(found, sample, bound - 1e-6) > 0.05
        assert binom.cdf(found, sample, bound + 1e-6) <= 0.05


def test_who_finds_it_in_all_knows_no_bound() -> None:
    assert bound_share(200, 200) == 1
    assert 0 < bound_share(0, 200) < bound_share(7, 200) < 1


@pytest.mark.parametrize(("found", "sample"), [(0, 0), (3, 2), (-1, 2), (0, -1)])
def test_numbers_that_contradict_each_other_are_refused(found: int, sample: int) -> None:
    with pytest.raises(ValueError, match="sample of one at least"):
        bound_share(found, sample)


@pytest.mark.parametrize(
    ("share", "told"), [(0, 0), (0.05, 5), (0.0501, 5.1), (0.29, 29), (0.0999999, 10), (1, 100)]
)
def test_at_most_is_never_rounded_down(share: float, told: float) -> None:
    assert round_up(share) == told
