"""Poster and slide are one accessible page each, whatever stands on them; a ZIP has them in folders."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from organising.documents.packs import KINDS, make_archive, make_document
from tests.hostile import ODD as HOSTILE
from tests.organising.packs import FACTS, make_pack
from tests.results.documents.test_poster import ODD, read_words
from tests.results.pdf_structure import read_structure

TEXTS = ("title", "summary", "organisation", "code", "domains", "contact")


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_one_page_with_tags_title_language_and_words_for_its_picture(kind: str) -> None:
    read = read_structure(make_document(kind, make_pack()))
    assert (read.language, read.accessible, read.pages, read.shows_title) == ("en-GB", "1", 1, True)
    assert read.title == f"Community services in London ({kind})"
    assert read.alternatives == [f"QR code that leads to {FACTS['address']}"]
    headings = {name: read.tags[name] for name in ("/H1", "/H2", "/H3", "/LI", "/Figure")}
    assert headings == (
        {"/H1": 1, "/H2": 2, "/H3": 3, "/LI": 3, "/Figure": 1}
        if kind == "poster"
        else {"/H1": 1, "/H2": 1, "/H3": 0, "/LI": 3, "/Figure": 1}
    )


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_for_whom_where_until_when_and_what_is_promised(kind: str) -> None:
    words = read_words(make_document(kind, make_pack()))
    said = ("title", "organisation", "short_address", "code", "when")
    # An address may break at its strokes.
    without = words.replace(" ", "")
    assert [name for name in said if FACTS[name].replace(" ", "") not in without] == []
    assert "Nobody you work with can tell what you wrote or how you voted." in words


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_code_there_is_none_on_it(kind: str) -> None:
    words = read_words(make_document(kind, make_pack(code="", address="https://ideas.example/w/")))
    assert "code" not in words.lower()
    assert "@whittington.example" in words


@pytest.mark.parametrize("kind", KINDS)
def test_any_text_makes_one_page(kind: str) -> None:
    pages = {
        name: read_structure(make_document(kind, make_pack(**dict.fromkeys(TEXTS, odd)))).pages
        for name, odd in {**ODD, **HOSTILE}.items()
    }
    assert {name: number for name, number in pages.items() if number != 1} == {}


def test_the_same_facts_make_the_same_bytes_and_practice_is_said() -> None:
    assert make_document("poster", make_pack()) == make_document("poster", make_pack())
    assert "For practice only" in read_words(make_document("slide", make_pack(practice=True)))


def test_a_zip_has_a_folder_for_each_pack_with_a_name_of_plain_letters() -> None:
    names = ["Whittington Health", "Whittington, Health", "../../etc/passwd", "病院", ""]
    content = make_archive(make_pack(organisation=name) for name in names)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        found = archive.namelist()
        letter = archive.read("whittington-health/e-mail.txt").decode("utf-8-sig")
    folders = ["whittington-health", "whittington-health-2", "etcpasswd", "organisation", "everybody"]
    files = ["poster.pdf", "slide.pdf", "e-mail.txt", "chat.txt"]
    assert found == [f"{folder}/{file}" for folder in folders for file in files]
    assert letter.startswith("Say what you see at work: Community services in London\r\n\r\nDear colleagues,")
