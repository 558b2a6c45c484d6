"""The poster is one accessible page, whatever is written on it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from results.documents.poster import describe_poster, make_poster
from results.documents.report import make_report
from tests.hostile import ODD as HOSTILE
from tests.results.editions import PARTICIPATION, make_edition, make_odd_edition
from tests.results.pdf_structure import read_structure

MARKUP = '#strong[x] $a^2$ *b* `c` @d <e> \\ // = [f] #import "x"'
ODD = {
    "markup": MARKUP,
    "signs of nobody's": "😀🏳️‍🌈 中文 \x00\x07 \U000f0000",
    "from the right": "مرحبا بالعالم שלום עולם",
    "one long word": "x" * 2_000,
    "much": f"{MARKUP} " * 100,
    "nothing": "",
}


def read_words(content: bytes) -> str:
    """Return all that stands on the pages, with single blanks."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_it_is_one_page_with_tags_title_language_and_words_for_its_picture() -> None:
    edition = make_edition()
    read = read_structure(make_poster(edition))
    assert (read.language, read.accessible, read.pages, read.shows_title) == ("en-GB", "1", 1, True)
    assert read.title == (
        "Our Declaration for community services (Community services in London), on one page"
    )
    assert read.alternatives == [f"QR code that leads to {edition.address}"]
    assert {name: read.tags[name] for name in ("/H1", "/H2", "/LI", "/Figure")} == {
        "/H1": 1,
        "/H2": 4,
        "/LI": 8,
        "/Figure": 1,
    }


def test_it_says_the_foundations_their_promises_and_statements() -> None:
    edition = make_edition()
    words = read_words(make_poster(edition))
    for foundation in edition.foundations:
        assert foundation.title in words
        assert foundation.promise in words
        assert all(statement.text in words for statement in foundation.statements)
    assert edition.address in words
    assert edition.behind_it in words


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_any_text_makes_one_page(odd: str) -> None:
    read = read_structure(make_poster(make_odd_edition(odd)))
    assert (read.pages, read.accessible) == (1, "1")


def test_what_nobody_sends_who_means_well_can_be_printed_too() -> None:
    trouble = {}
    for name, odd in HOSTILE.items():
        edition = make_odd_edition(odd)
        if (pages := read_structure(make_poster(edition)).pages) != 1:
            trouble[name] = pages
        make_report(edition)
    assert trouble == {}


def test_markup_stands_there_as_it_was_written() -> None:
    edition = make_edition()
    first = replace(edition.foundations[0], promise=MARKUP)
    assert MARKUP in read_words(make_poster(replace(edition, foundations=(first,))))


def test_what_no_font_has_is_told() -> None:
    described = describe_poster(make_odd_edition("A 😀 b"))
    assert described["foundations"][0]["promise"] == "A □ b"
    assert described["stand_in"] == "□ stands for a sign that cannot be printed here. The site shows it."
    assert describe_poster(make_edition())["stand_in"] == ""


def test_without_statements_foundations_or_numbers_it_is_still_one_page() -> None:
    empty = replace(make_edition(), foundations=(), preamble="", behind_it="")
    no_numbers = replace(empty, tables=(replace(PARTICIPATION, rows=()), *empty.tables[1:]))
    assert read_structure(make_poster(no_numbers)).pages == 1


def test_more_than_fits_is_named_and_left_to_the_site() -> None:
    edition = make_edition()
    many = tuple(
        replace(edition.foundations[0], number=number, title="A long title of a foundation " * 6)
        for number in range(1, 81)
    )
    poster = make_poster(replace(edition, foundations=many))
    assert read_structure(poster).pages == 1
    assert "There are 80 in all, on the site." in read_words(poster)


def test_the_same_edition_is_the_same_bytes() -> None:
    assert make_poster(make_edition()) == make_poster(make_edition())
