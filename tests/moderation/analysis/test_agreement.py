"""Agreement of two people, against statsmodels 0.15.0 (`cohens_kappa`) and a table made by hand."""

import pytest

from moderation.analysis.agreement import Table, compare

STATSMODELS = {
    (20, 5, 10, 15): 0.3999999999999999,
    (3, 1, 0, 196): 0.854651162790698,
    (0, 4, 3, 193): -0.017441860465114308,
    (118, 5, 4, 2): 0.2711864406779664,
    (7, 0, 0, 93): 1.0,
    (1, 2, 3, 4): -0.08695652173913052,
    (612, 88, 71, 4229): 0.8665838759481773,
    (0, 5, 5, 0): -1.0,
}


@pytest.mark.parametrize("numbers", STATSMODELS, ids=str)
def test_kappa_is_that_of_statsmodels(numbers: tuple[int, int, int, int]) -> None:
    assert Table(*numbers).kappa == pytest.approx(STATSMODELS[numbers], abs=1e-9)


def test_a_table_by_hand() -> None:
    # 50 texts: both 20, first 5, second 10, neither 15. Agreed .7; by chance .5 · .6 + .5 · .4 = .5.
    table = Table(20, 5, 10, 15)
    assert table.kappa == pytest.approx((0.7 - 0.5) / (1 - 0.5), abs=1e-12)
    assert table.positive_agreement == pytest.approx(40 / 55, abs=1e-12)
    assert table.negative_agreement == pytest.approx(30 / 45, abs=1e-12)
    assert table.number == 50


@pytest.mark.parametrize(
    ("table", "figures"),
    [
        (Table(0, 0, 0, 0), (None, None, None)),
        (Table(0, 0, 0, 9), (None, None, 1.0)),
        (Table(9, 0, 0, 0), (None, 1.0, None)),
        (Table(0, 1, 0, 8), (0.0, 0.0, 16 / 17)),
    ],
    ids=["nothing read", "never given", "always given", "given once by one"],
)
def test_what_cannot_be_said_is_none(table: Table, figures: tuple[float | None, ...]) -> None:
    assert (table.kappa, table.positive_agreement, table.negative_agreement) == figures


def test_four_texts_with_a_code_are_too_few() -> None:
    assert not Table(2, 1, 1, 500).is_enough
    assert Table(2, 2, 1, 0).is_enough


def test_only_texts_that_both_read_count_and_none_of_these_is_read() -> None:
    first = {1: {7, 8}, 2: {7}, 3: set[int](), 4: {7}}
    second = {1: {7}, 2: {8}, 3: set[int](), 5: {7}}
    assert compare(first, second, {7, 8, 9}) == {
        7: Table(1, 1, 0, 1),
        8: Table(0, 1, 1, 1),
        9: Table(0, 0, 0, 3),
    }


def test_who_comes_first_makes_no_difference() -> None:
    assert Table(4, 3, 9, 20).kappa == Table(4, 9, 3, 20).kappa
