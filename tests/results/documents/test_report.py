"""The report says what the edition and the exports say, to readers and listeners."""

from __future__ import annotations

from dataclasses import replace

import pytest

from results.documents.report import describe_report, make_report
from results.published.edition import Rows
from tests.results.documents.test_poster import ODD, read_words
from tests.results.editions import POLL, make_edition, make_odd_edition
from tests.results.pdf_structure import read_structure


def test_it_has_tags_title_language_headings_and_tables_with_heads() -> None:
    read = read_structure(make_report(make_edition()))
    assert (read.language, read.accessible, read.shows_title) == ("en-GB", "1", True)
    assert read.title == ("Report on Our Declaration for community services (Community services in London)")
    # Numbers, a breakdown, the poll, two boards, what was not used.
    assert (read.tags["/Title"], read.tags["/Table"], read.tags["/THead"]) == (1, 6, 6)
    assert (read.tags["/H1"], read.tags["/H3"], read.tags["/TOC"] > 0) == (8, 8, True)
    assert read.alternatives == []  # bars repeat the number beside them and are no part of what is read out


def test_it_says_every_statement_with_its_evidence_and_every_reason() -> None:
    edition = make_edition()
    words = read_words(make_report(edition))
    for _foundation, statement in edition.list_statements():
        assert statement.text in words
        assert all(one.words in words for one in statement.evidence)
    assert all(one.reason in words for one in edition.not_used)
    assert "An idea, speaks against it" in words


def test_it_says_the_numbers_of_the_tables() -> None:
    described = describe_report(make_edition())
    assert [(one["label"], one["number"]) for one in described["numbers"]] == [
        ("people", "1,036"),
        ("organisations", "104"),
        ("boroughs", "32"),
        ("took part", "715"),
        ("ideas", "212"),
    ]
    (boroughs,) = described["breakdowns"]
    assert boroughs["rows"] == [["Camden", "45"], ["Hackney", "30"], ["others together", "10 people or more"]]
    assert described["poll"]["people"] == "583 people have answered."
    assert [(row["number"], row["share"]) for row in described["poll"]["rows"]] == [
        ("310", "53%"),
        ("220", "38%"),
        ("41", "7%"),
        ("12", "2%"),
    ]
    assert [board["heading"] for board in described["boards"]] == ["Top ideas", "Debated"]
    assert described["boards"][0]["rows"][0] == [
        "1", "One number for the community team", "84", "13", "2",
    ]  # fmt: skip


def test_a_poll_without_numbers_has_no_bars() -> None:
    edition = make_edition()
    untold = Rows("poll", POLL.columns, tuple((label, None, is_for) for label, _number, is_for in POLL.rows))
    tables = tuple(untold if table.name == "poll" else table for table in edition.tables)
    assert describe_report(replace(edition, tables=tables))["poll"]["rows"] == []


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_any_text_can_be_set(odd: str) -> None:
    assert read_structure(make_report(make_odd_edition(odd))).accessible == "1"


def test_markup_stands_there_as_it_was_written() -> None:
    assert ODD["markup"] in read_words(make_report(make_odd_edition(ODD["markup"])))
