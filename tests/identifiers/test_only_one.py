"""Authors who say that there is nobody else like them."""

import pytest

from tests.identifiers.corpora import find_passages


@pytest.mark.parametrize(
    "written",
    [
        "I am the only",
        "I'm the only",
        "im the only",
        "I'm the sole",
        "I am now the only",
        "I was the only",
        "I have been the only",
        "I am their only",
        "I'm the trust's only",
        "I'm Hackney's only",
        "I am, sadly, the only",
        "I am the last",
        "I'm one of two",
        "I am one of only three",
        "Mine is the only",
        "My role is the only",
        "As the only",
        "we are the only two",
    ],
)
def test_an_author_who_is_the_only_one_is_warned(written: str) -> None:
    assert find_passages(f"{written} nurse here.") == [("only_one", written)]


def test_the_only_one_who_does_a_thing_is_warned_too() -> None:
    assert find_passages("I'm the only one here who cannulates") == [("only_one", "I'm the only one")]
    assert find_passages("I'm the only person who has the keys") == [("only_one", "I'm the only person")]


@pytest.mark.parametrize(
    "text",
    [
        "Am I the only one who minds?",
        "I'm not the only nurse who leaves at 9.",
        "I can't be the only person here.",
        "If I am the only one who thinks so, fine.",
        "E-mail as the only channel, as the only way to reach us.",
        "The only way is up.",
        "I am the last to know.",
        "I'm one of two in ten.",
        "I am a single parent.",
        "I'm only a nurse.",
        "We are the only team that answers.",
    ],
)
def test_opinions_and_other_only_ones_give_no_warning(text: str) -> None:
    assert find_passages(text) == []
