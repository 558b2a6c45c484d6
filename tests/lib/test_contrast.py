"""Contrast by WCAG 2.2, against pairs that others have computed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas_platform.lib.contrast import TEXT, choose_text, contrast, darken, luminance, mix

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_the_ratio_is_the_one_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)


def test_white_is_one_and_black_is_nought() -> None:
    assert (round(luminance("#ffffff"), 6), luminance("#000000")) == (1.0, 0.0)


def test_colours_mix_by_their_shares() -> None:
    assert mix("#ff0000", "#0000ff", 0.5) == "#800080"
    assert [mix("#123456", "#abcdef", share) for share in (0, 1)] == ["#abcdef", "#123456"]


@given(colours)
def test_either_white_or_black_can_be_read_on_any_colour(ground: str) -> None:
    assert contrast(choose_text(ground), ground) >= TEXT


@given(colours)
def test_any_colour_can_be_darkened_until_it_is_read(colour: str) -> None:
    darker = darken(colour, ["#ffffff", "#eeebe3"])
    assert contrast(darker, "#eeebe3") >= TEXT
    assert darker == colour or contrast(colour, "#eeebe3") < TEXT
