"""The bound of what may be missing covers the truth in 95 of 100 samples, wherever one looks."""

import itertools

import numpy as np
import pytest
from scipy.stats import beta, binom, hypergeom

from moderation.analysis.omission import bound_share, bound_share_of_many, round_up

SIZES = (30, 31, 45, 60, 100, 150, 225, 300)
SHARES = np.arange(1, 41) / 100


def test_the_binomial_bound_is_the_exact_one() -> None:
    for sample, share in itertools.product((1, 30, 59, 300), (0, 0.01, 0.2, 0.5, 0.9, 1)):
        found = round(sample * share)
        expected = beta.ppf(0.95, found + 1, sample - found) if found < sample else 1
        assert bound_share_of_many(found, sample) == pytest.approx(expected, abs=1e-9), (found, sample)


def test_sixty_texts_without_a_find_say_at_most_five_per_cent() -> None:
    assert bound_share_of_many(0, 59) == pytest.approx(1 - 0.05 ** (1 / 59))
    assert round_up(bound_share_of_many(0, 59)) == 5.0


@pytest.mark.parametrize("sample", SIZES)
def test_the_binomial_bound_covers_the_truth_in_95_of_100_samples(sample: int) -> None:
    bounds = np.array(
        [bound_share_of_many(found, sample) for found in range(min(sample, sample // 2 + 30) + 1)]
    )
    for share in SHARES:
        fails = np.flatnonzero(bounds < share)
        assert binom.pmf(fails, sample, share).sum() <= 0.05 + 1e-12, share


@pytest.mark.parametrize("published", [300, 1_000, 25_000])
@pytest.mark.parametrize("sample", [30, 100, 300])
def test_the_bound_of_a_sample_without_putting_back_covers_the_truth(sample: int, published: int) -> None:
    bounds = np.array(
        [bound_share(found, sample, published) for found in range(min(sample, sample // 2 + 30) + 1)]
    )
    for holding in np.round(SHARES * published).astype(int):
        fails = np.flatnonzero(bounds < holding / published)
        assert hypergeom.pmf(fails, published, holding, sample).sum() <= 0.05 + 1e-9, holding


def test_no_smaller_bound_would_do() -> None:
    for found, sample, published in ((0, 30, 300), (3, 100, 1_000), (270, 300, 25_000), (1, 100, 110)):
        holding = round(bound_share(found, sample, published) * published)
        assert hypergeom.cdf(found, published, holding, sample) > 0.05
        assert hypergeom.cdf(found, published, holding + 1, sample) <= 0.05


def test_reading_part_of_few_says_more_than_reading_part_of_many() -> None:
    assert bound_share(2, 100, 150) < bound_share(2, 100, 1_000) < bound_share_of_many(2, 100)
    assert bound_share(2, 100, 10_000_000) == pytest.approx(bound_share_of_many(2, 100), abs=1e-5)


def test_who_reads_everything_knows_the_share() -> None:
    assert bound_share(7, 200, 200) == 7 / 200
    assert bound_share(0, 200, 200) == 0


@pytest.mark.parametrize(("found", "sample", "published"), [(0, 0, 9), (3, 2, 9), (-1, 2, 9), (1, 10, 9)])
def test_numbers_that_contradict_each_other_are_refused(found: int, sample: int, published: int) -> None:
    with pytest.raises(ValueError, match="sample of one at least"):
        bound_share(found, sample, published)


@pytest.mark.parametrize(
    ("share", "told"), [(0, 0), (0.05, 5), (0.0501, 5.1), (0.29, 29), (0.0999999, 10), (1, 100)]
)
def test_at_most_is_never_rounded_down(share: float, told: float) -> None:
    assert round_up(share) == told
