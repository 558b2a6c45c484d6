"""A chance must be true: what is said to come true so often does (the long run is `bench.chances`)."""

import numpy as np
import pytest

from bench.chances import fill_bins, judge
from bench.lib.conversations import KINDS

CASES = 100


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "many ideas"])
def test_chances_come_true_as_often_as_they_say(kind: str) -> None:
    chances, truth = judge(kind, range(15))
    bins = [one for one in fill_bins(chances, truth) if one.cases >= CASES]
    assert len(bins) >= 1
    # Ten times in eleven by chance alone, for bins of a hundred.
    allowed = [0.06 + 1.7 * float(np.sqrt(one.stated * (1 - one.stated) / one.cases)) for one in bins]
    assert [one for one, most in zip(bins, allowed, strict=True) if one.apart > most] == []


@pytest.mark.parametrize("kind", ["down the list", "no groups", "opinion groups", "unequal exposure"])
def test_what_is_called_almost_sure_almost_always_is(kind: str) -> None:
    chances, truth = judge(kind, range(20))
    solid = chances >= 0.8
    assert np.count_nonzero(solid) >= 30
    assert truth[solid].mean() == pytest.approx(chances[solid].mean(), abs=0.1)
