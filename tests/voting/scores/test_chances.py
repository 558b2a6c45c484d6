import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anonymity.tags import Blocks
from voting.scores.beta import Betas
from voting.scores.chances import _draw_quantiles, draw_chances
from voting.scores.prior import Prior, fit_likely_prior, fit_prior

PRIOR = Prior(alpha=3, beta=2)


def ids(number: int, seed: int = 1) -> Blocks:
    return np.random.default_rng(seed).integers(0, 256, (number, 16), dtype=np.uint8)


def test_the_prior_equals_a_hand_computed_one() -> None:
    # Three ideas with votes: N = 40, p = 3/4; S = 10/16 + 10/16 + 0 = 5/4; S/(p(1-p)) = 20/3;
    # N - (sum of n squared)/N - 2 = 40 - 15 - 2 = 23; r = (20/3 - 2)/23 = 14/69; M = 55/14
    prior = fit_prior(np.array([10, 5, 15, 0]), np.array([10, 10, 20, 0]))
    assert (prior.alpha, prior.beta) == pytest.approx((55 / 14 * 3 / 4, 55 / 14 / 4))


@pytest.mark.parametrize(
    ("up", "decided", "alpha", "beta"),
    [
        ([], [], 0.5, 0.5),
        ([0, 0], [0, 0], 0.5, 0.5),
        ([3], [4], 0.75, 0.25),
        ([5, 5], [5, 5], 1, 0),
        ([0, 0], [5, 5], 0, 1),
        ([1, 0], [1, 1], 0.5, 0.5),
        ([10, 0], [10, 10], 0.5, 0.5),
        ([5, 5, 5], [10, 10, 10], 499.5, 499.5),
    ],
)
def test_where_votes_say_nothing_or_all_the_prior_is_at_its_bounds(
    up: list[int], decided: list[int], alpha: float, beta: float
) -> None:
    prior = fit_prior(np.array(up, int), np.array(decided, int))
    assert (prior.alpha, prior.beta) == pytest.approx((alpha, beta))


def test_the_likely_prior_finds_what_the_votes_were_drawn_from() -> None:
    random = np.random.default_rng(8)
    decided = random.integers(1, 60, 4000)
    prior = fit_likely_prior(random.binomial(decided, random.beta(4, 2, 4000)), decided)
    assert (prior.alpha, prior.beta) == pytest.approx((4, 2), rel=0.08)


def test_the_likely_prior_is_not_led_astray_where_what_is_liked_gets_more_votes() -> None:
    random = np.random.default_rng(8)
    liking, up, decided = random.beta(4, 3, 500), np.zeros(500, int), np.zeros(500, int)
    for _round in range(60):
        ideas = np.argsort(-(2 * up - decided + random.normal(0, 2, 500)))[:100]
        decided[ideas] += 1
        up[ideas] += random.random(100) < liking[ideas]
    likely, moments = fit_likely_prior(up, decided), fit_prior(up, decided)
    assert likely.alpha / (likely.alpha + likely.beta) == pytest.approx(4 / 7, abs=0.05)
    assert moments.alpha / (moments.alpha + moments.beta) > 0.62


@pytest.mark.parametrize(("up", "decided"), [([], []), ([3], [4]), ([5, 5], [5, 5]), ([0, 0], [5, 5])])
def test_where_nothing_can_be_likely_the_prior_is_that_of_moments(up: list[int], decided: list[int]) -> None:
    assert fit_likely_prior(np.array(up, int), np.array(decided, int)) == fit_prior(
        np.array(up, int), np.array(decided, int)
    )


@settings(max_examples=30)
@given(st.integers(0, 30), st.integers(0, 1000))
def test_chances_sum_to_ten_places_or_to_as_many_as_there_are_ideas(pool: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    votes, share = random.uniform(0, 100, pool), random.uniform(0, 1, pool)
    chances = draw_chances(votes, share, ids(pool, seed), PRIOR, draws=50)
    assert chances.sum() == pytest.approx(min(10, pool), abs=1e-9)
    assert ((chances >= 0) & (chances <= 1)).all()


@pytest.mark.parametrize("prior", [Prior(0, 1), Prior(1, 0), Prior(499.5, 499.5)])
def test_one_sided_votes_have_chances_too(prior: Prior) -> None:
    votes, share = np.array([0.0, 0, 5, 1000] * 5), np.array([0.0, 1, 0, 1] * 5)
    chances = draw_chances(votes, share, ids(20), prior, draws=50)
    assert chances.sum() == pytest.approx(10, abs=1e-9)


def test_an_idea_that_leads_by_far_is_certain_and_one_far_behind_is_hopeless() -> None:
    share = np.array([0.99] * 9 + [0.1] + [0.7] * 10)
    chances = draw_chances(np.full(20, 500.0), share, ids(20), PRIOR)
    assert chances[:10].tolist() == [1] * 9 + [0]


@given(st.permutations(range(15)))
@settings(max_examples=20)
def test_the_order_of_the_ideas_changes_no_chance(places: list[int]) -> None:
    random = np.random.default_rng(3)
    votes, share = random.uniform(5, 50, 15), random.uniform(0.4, 0.9, 15)
    chances = draw_chances(votes, share, ids(15), PRIOR, draws=200)
    again = draw_chances(votes[places], share[places], ids(15)[places], PRIOR, draws=200)
    assert again.tolist() == chances[places].tolist()


def test_ideas_that_always_draw_alike_keep_their_chances_in_any_order() -> None:
    nothing = np.zeros(15)
    chances = draw_chances(nothing, nothing, ids(15), Prior(0, 1), draws=20)
    backwards = draw_chances(nothing, nothing, ids(15)[::-1], Prior(0, 1), draws=20)
    assert backwards.tolist() == chances[::-1].tolist()


def test_a_hopeless_idea_more_changes_no_chance() -> None:
    first_id = np.concatenate([np.zeros((1, 16), np.uint8), ids(15)])
    votes, share = np.array([2000.0] + [30] * 15), np.array([0.0] + [0.7] * 15)
    with_it = draw_chances(votes, share, first_id, PRIOR, draws=200)
    without_it = draw_chances(votes[1:], share[1:], ids(15), PRIOR, draws=200)
    assert with_it.tolist() == [0, *without_it.tolist()]


@settings(max_examples=20)
@given(st.integers(1, 60), st.integers(0, 1000))
def test_what_is_left_out_because_it_is_far_from_the_best_would_change_no_chance(
    pool: int, seed: int
) -> None:
    random, idea_ids = np.random.default_rng(seed), ids(pool, seed)
    votes, share = random.uniform(0, 40, pool), random.uniform(0.2, 0.9, pool)
    betas = Betas.of(votes * share + PRIOR.alpha, votes * (1 - share) + PRIOR.beta)
    quantiles = [_draw_quantiles(key.tobytes(), 200) for key in idea_ids]
    drawn = [np.interp(*each) for each in zip(quantiles, betas.below, betas.points, strict=True)]
    best = np.argsort(drawn, axis=0)[-10:]
    chances = draw_chances(votes, share, idea_ids, PRIOR, draws=200)
    assert chances.tolist() == (np.bincount(best.ravel(), minlength=pool) / 200).tolist()


def test_equal_ideas_share_the_places_equally() -> None:
    chances = draw_chances(np.full(40, 30.0), np.full(40, 0.7), ids(40), PRIOR)
    assert chances.tolist() == pytest.approx([0.25] * 40, abs=0.03)


@pytest.mark.parametrize("voted", [0, 400, 1200])
def test_of_many_ideas_the_chances_still_make_ten_places(voted: int) -> None:
    random = np.random.default_rng(4)
    votes, share = np.zeros(1200), random.beta(3, 2, 1200)
    votes[:voted] = random.integers(1, 60, voted)
    chances = draw_chances(votes, share, ids(1200), PRIOR, draws=300)
    assert chances.sum() == pytest.approx(10, abs=1e-9)
    assert ((chances >= 0) & (chances <= 1)).all()


def test_ideas_beyond_the_pool_take_the_places_that_are_theirs() -> None:
    # Nobody has voted on most of them, so a thousand draws of the prior compete with a hundred good ones.
    votes, share = np.repeat([20.0, 0], [100, 1000]), np.repeat([0.6, 0], [100, 1000])
    chances = draw_chances(votes, share, ids(1100), PRIOR)
    assert chances[100:].sum() > 9
    assert chances[100:].std() < 0.01


def test_ideas_said_to_have_an_even_chance_are_in_the_top_ten_about_half_of_the_time() -> None:
    random = np.random.default_rng(20140611)
    stated, came_true = zip(*(simulate(random) for _ in range(150)), strict=True)
    chances, truth = np.concatenate(stated), np.concatenate(came_true)
    even = (chances >= 0.4) & (chances <= 0.6)
    assert np.count_nonzero(even) > 300
    assert 0.43 < truth[even].mean() < 0.57


def simulate(random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Chances of 50 ideas, of which we know how much people truly like them, and what is true."""
    liking, decided = random.beta(4, 2.5, 50), random.integers(10, 60, 50)
    up = random.binomial(decided, liking)
    share, idea_ids = up / decided, random.integers(0, 256, (50, 16), dtype=np.uint8)
    chances = draw_chances(decided.astype(float), share, idea_ids, fit_prior(up, decided), draws=300)
    return chances, liking >= np.sort(liking)[-10]
