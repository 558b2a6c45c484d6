"""Titles out of texts."""

import pytest

from voting.polis.wording import make_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Short", "Short"),
        ("  Two   spaces \nand a second line", "Two spaces"),
        ("\n\n  First words after empty lines", "First words after…"),
        ("x" * 20, "x" * 20),
        ("one two three four five six", "one two three four…"),
        ("one two three, four five six", "one two three, four…"),
        ("one two three four, five six", "one two three four…"),
        ("12345 " + "長" * 30, "12345 長長長長長長長長長長長長長…"),
        ("長" * 21, "長" * 19 + "…"),
    ],
)
def test_a_title_is_the_first_line_cut_at_a_word(text: str, title: str) -> None:
    assert make_title(text, longest=20) == title


@pytest.mark.parametrize("length", range(100, 140))
def test_a_title_never_has_more_than_120_characters(length: int) -> None:
    assert len(make_title(("word " * 50)[:length])) <= 120
