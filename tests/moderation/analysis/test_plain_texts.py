"""What tells who wrote a text is taken off it, and what it says stays."""

import pytest

from moderation.analysis.plain_texts import make_plain_texts
from moderation.analysis.set_phrases import take_off_set_phrases
from moderation.analysis.spelling import even_out_spelling

SAYINGS = ["more quiet rooms for breaks", "parking is far too dear", "nobody answers the phone at night"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Hi all, ", ""),
        ("", "\nCheers"),
        ("Greetings from nights ", " yours in hope"),
        ("Well,\n\n", "... Ta!"),
    ],
)
def test_what_three_texts_begin_or_end_with_is_taken_off(before: str, after: str) -> None:
    texts = [before + saying + after for saying in SAYINGS]
    assert [text.strip(" .\n,") for text in take_off_set_phrases(texts)] == SAYINGS
    assert take_off_set_phrases(texts[:2]) == texts[:2]


def test_one_word_that_no_sign_parts_from_the_rest_stays() -> None:
    texts = ["Nurses need rooms to rest", "Nurses park far away", "Nurses answer too many phones"]
    assert take_off_set_phrases(texts) == texts


def test_a_subject_with_which_many_begin_stays() -> None:
    texts = [f"Night parking {saying}" for saying in SAYINGS]
    others = [f"One wants {saying} and night parking" for saying in SAYINGS * 2]
    assert take_off_set_phrases([*texts, *others])[:3] == texts


def test_of_a_greeting_and_the_subject_after_it_the_greeting_goes() -> None:
    texts = [f"Howdy all the night {saying}" for saying in SAYINGS] + [
        f"Howdy all {saying}" for saying in SAYINGS
    ]
    assert take_off_set_phrases(texts)[3:] == SAYINGS


def test_three_texts_that_are_the_same_keep_three_words() -> None:
    assert take_off_set_phrases(["Parking is far too dear"] * 3) == ["far too dear"] * 3
    assert take_off_set_phrases(["Quiet rooms"] * 3) == ["Quiet rooms"] * 3
    assert take_off_set_phrases([]) == []


@pytest.mark.parametrize("slip", ["recieve", "receve", "receivve", "recaive"])
def test_a_rare_spelling_one_slip_away_gives_way_to_a_common_one(slip: str) -> None:
    assert even_out_spelling([*["We receive it"] * 4, f"I {slip} it"])[-1] == "I receive it"


def test_two_common_words_and_short_ones_stay() -> None:
    texts = [*["quite a ward"] * 4, *["quiet word"] * 3, "word"]
    assert even_out_spelling(texts) == texts


def test_a_plain_text_is_its_content_words() -> None:
    texts = [f"Hello, {saying.upper()}!! Thanks" for saying in SAYINGS]
    assert make_plain_texts(texts) == ["quiet rooms breaks", "parking far dear", "nobody answers phone night"]
