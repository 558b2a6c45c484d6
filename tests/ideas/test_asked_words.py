"""Signs beside words do not hide them, and small words are left out only where there are others."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from django.db import connection

from ideas.domain.asked_words import SMALL_WORDS, read_question
from ideas.domain.search import find_similar, search_ideas
from ideas_platform.lib.parted_words import APOSTROPHES, find_words
from tests.cast import Person, make_idea
from tests.pages import read_text
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
# What PostgreSQL can store: no NUL, no half of a pair.
SIGNS = [chr(code) for code in range(1, sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
# Every quotation mark of Unicode (Quotation_Mark=Yes), and dashes, slashes and dots.
MARKS = (
    "\"'«»‘’‚‛“”„‟‹›⹂「」『』〝〞〟﹁﹂﹃﹄＂＇｢｣❛❜❝❞"
    "—–-/.…,;:!?()[]{}<>|\\*_~#@&+=%^`´·•¿¡№☎✓→\u00a0\u2003\u3000"
)
# Each with what is looked for, and whether it is found by that.
ASKED = [
    ("I don't know who to ask", "don't", True),
    ("I don’t know who to ask", "don't", True),
    ("I don't know who to ask", "DON’T", True),
    ("I do not know who to ask", "don't", False),
    ("We can't park", "can't", True),
    ("We'll try", "we'll", True),
    ("It isn't safe", "isn't", True),
    ("The hospital's car park", "hospital", True),
    ("The hospital's car park", "hospital’s", True),
    ("The hospitals pay", "hospital's", True),
    ("Centre hospitalier, l’hôpital", "hopital", True),
    ("A rota for 24/7", "24 7", True),
    ("A rota for 24/7", "24/7", True),
    ("A rota for 24 7", "24/7", True),
    ("A rota for 24-7", "24/7", True),
    ("A rota for 7 of 24 wards", "24/7", False),
    ("A rota for 247 wards", "24 7", False),
    ("Lunch costs £5.50.", "5.50", True),
    ("Lunch costs £5.50.", "£5.50", True),
    ("Lunch costs 5.50", "5.5", False),
    ("Lunch for 5 costs 50", "5.50", False),
    ("See nhs.uk first", "nhs.uk", True),
    ("See nhs.uk first", "nhs", True),
    ("See www.nhs.uk/rota", "nhs.uk", True),
    ("See https://www.nhs.uk/staff?x=1", "staff", True),
    ("Write to rota@trust.example", "trust", True),
    ("Write to rota@trust.example", "rota@trust.example", True),
    ("To be or not to be", "to be or not to be", True),
    ("To be, or not to be?", "“to be or not to be”", True),
    ("Not to be or to be", "to be or not to be", False),
    ("Share the records", "to be or not to be", False),
    ("Share the records", "who has the records", True),
    ("Nurses and/or porters", "porters", True),
    ("Nurses/porters", "porters", True),
    ("Nurses/porters", "porters/nurses", True),
    ("porter.nurse", "nurse", True),
    ("Say “night buses” again", '"night buses"', True),
    ("Say night “buses” again", "“night buses”", True),
    ("Say night—buses again", "„night buses“", True),
    ("Say night and buses", "“night buses”", False),
    ("Night buses", "-buses night", False),
    ("Night buses", "night -trains", True),
    ("Night buses", "trains or buses", True),
    ("Night buses", "trains or the", False),
    ("A&E at night", "A&E", True),
    ("Vitamin B12 for all", "b12", True),
    ("A snack at 3", "3", True),
    ("Naïve2 questions", "naive2", True),
    ("par\u00adking for all", "parking", True),
    ("p\u200bark\u2060ing for all", "parking", True),
    ("parking for all", "par\u00adking", True),
    ("#NightBuses_now", "now", True),
    ("👍night👍buses", "buses", True),
    ("शिफ्ट के बाद", "शिफ्ट", True),
    ("شيفت، بعد", "شيفت", True),
    ("夜班。巴士", "巴士", True),
]


def is_found(workshop: Workshop, words: str) -> bool:
    return bool(search_ideas(workshop, read_question(words)))


@pytest.mark.parametrize(("title", "words", "found"), ASKED)
def test_what_is_looked_for_is_found(title: str, words: str, found: bool, workshop: Workshop) -> None:
    make_idea(workshop, title=title, body="…")
    assert is_found(workshop, words) == found


def test_no_sign_hides_the_words_that_it_touches(workshop: Workshop) -> None:
    for sign in MARKS:
        make_idea(workshop, title=f"{sign}midnight{sign}", body=f"{sign}buses{sign}run{sign}late{sign}")
    wanted = ["midnight", "buses", "run", "late", '"buses run late"', "“run late”", "midnight buses"]
    assert {words: len(search_ideas(workshop, read_question(words))) for words in wanted} == dict.fromkeys(
        wanted, len(MARKS)
    )


def test_similar_ideas_are_found_beside_any_sign(workshop: Workshop) -> None:
    idea = make_idea(workshop, title="“Midnight”—buses/trains", body="…")
    missing = [
        sign
        for sign in MARKS
        if find_similar(workshop, f"{sign}trains{sign}after{sign}midnight{sign}") != [idea]
    ]
    assert missing == []


def test_words_are_found_where_only_the_text_has_them_between_signs(workshop: Workshop) -> None:
    make_idea(workshop, title="Another", body="They said: ‘night/buses’.")
    assert [is_found(workshop, words) for words in ("night", "buses", "“night buses”")] == [True] * 3


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        ("the records of a ward", ("the", "of", "a")),
        ("The the records", ("The", "the")),
        ("I don't like parking", ("I", "don't")),
        ('"the records"', ()),
        ("to be or not to be", ()),
        ("the", ()),
        ("this or that", ()),
        ("records or the", ("the",)),
        ("records", ()),
        ("", ()),
        ("“”", ()),
    ],
)
def test_small_words_are_left_out_where_there_are_others(asked: str, left_out: tuple[str, ...]) -> None:
    assert read_question(asked).left_out == left_out


def test_the_page_says_which_words_were_left_out(participant: Person) -> None:
    make_idea(participant.membership.workshop, title="Share the records")
    pages = [
        read_text(participant.client.get("/workshops/community/ideas/", {"q": words}))
        for words in ("the records of wards", "records")
    ]
    assert [page.count("We left out small words: “the”, “of”.") for page in pages] == [1, 0]
    assert [page.count("We left out") for page in pages] == [1, 0]


def test_the_database_parts_words_as_we_do() -> None:
    signs = [sign for sign in SIGNS if unicodedata.category(sign) not in {"Cn", "Co", "Lo"}]
    text = "".join(f"a{sign}b " for sign in signs)
    with connection.cursor() as cursor:
        cursor.execute("SELECT ideas_plain_words(%s)", [text])
        (stored,) = cursor.fetchone()
    assert stored.split() == find_words(text)


def test_small_words_are_those_of_postgresql_and_what_apostrophes_leave() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) word WHERE ts_lexize('english_stem', word) <> '{}'",
            [[*SMALL_WORDS]],
        )
        others = {word for (word,) in cursor.fetchall()}
    assert (others, len(SMALL_WORDS - others)) == ({"d", "ll", "m", "re", "ve"}, 127)


def test_apostrophes_are_signs_between_words() -> None:
    assert [sign for sign in APOSTROPHES if find_words(f"a{sign}b") != ["a", "b"]] == []
