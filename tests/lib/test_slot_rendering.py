"""A template with gaps is printed once, and what goes into a gap goes to one reader only."""

from django.template.loader import render_to_string
from django.utils import translation

from ideas_platform.lib.slot_rendering import render_with_slots

HEADER = "voting/_card_vote.html"
WORDS = {"csrf_token": "one", "back": "/a/", "ref": "abc", "title": "Ring once", "split": ""}


def print_card(**words: str) -> str:
    return render_with_slots(HEADER, {**WORDS, **words}, slug="community", my_vote="up")


def test_it_prints_what_the_template_prints() -> None:
    plain = render_to_string(HEADER, {**WORDS, "slug": "community", "my_vote": "up"})
    assert print_card() == plain


def test_nothing_of_one_reader_is_left_in_what_the_next_one_gets() -> None:
    assert print_card(csrf_token="two") == print_card().replace('value="one"', 'value="two"')
    assert print_card(csrf_token="two").count("one") == print_card().count("one") - 1


def test_words_are_escaped() -> None:
    assert print_card(back='/"><b>').count("/&quot;&gt;&lt;b&gt;") == 1


def test_a_word_that_looks_like_a_gap_stays_a_word() -> None:
    assert print_card(title="-csrf_token- {{ back }}").count("-csrf_token- {{ back }}") == 1


def test_each_language_has_its_own() -> None:
    english = print_card()
    with translation.override("cy"):
        assert render_to_string(HEADER, {**WORDS, "slug": "community", "my_vote": "up"}) == print_card()
    assert print_card() == english
