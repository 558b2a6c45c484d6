"""Stems tell what a text is about and as little as can be of who wrote it."""

import pytest

from moderation.analysis.stems import make_stemmer


@pytest.mark.parametrize(
    "text",
    [
        "Nurses need quieter rooms",
        "nurses NEED quieter rooms!!!",
        "Hello, the nurses need a quieter room. Thanks",
        "- 3 nurses' needs: “quieter” rooms…",
    ],
)
def test_case_signs_figures_small_words_and_politeness_make_no_difference(text: str) -> None:
    assert make_stemmer()(text) == ["nurs", "need", "quieter", "room"]


@pytest.mark.parametrize("text", ["", "   ", "12:30", "a I ?", "It isn't theirs.", "It isn’t ours"])
def test_a_text_without_content_has_none(text: str) -> None:
    assert make_stemmer()(text) == []


def test_words_of_other_letters_stay() -> None:
    assert make_stemmer()("Café über naïve") == ["café", "über", "naïv"]
