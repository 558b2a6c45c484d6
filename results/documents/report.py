"""The report: the Declaration, who took part, poll, boards, method, and what each sentence rests on."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas.domain.polls import round_percent
from ideas_platform.lib.dates import say_date
from ideas_platform.lib.shortening import shorten
from ideas_platform.lib.typesetting import STAND_IN, keep_printable, print_title, set_pdf
from results.documents.colours import choose_colours
from results.documents.poster import NO_TITLE, list_numbers, name_edition, say_edition, say_stand_in
from results.documents.report_honest import describe_honest
from results.documents.report_since import describe_since
from results.documents.report_words import list_words
from results.exports.tables import Cell
from results.published.edition import (
    ExplainedBoard,
    PublishedEdition,
    PublishedFoundation,
    PublishedStatement,
    split_paragraphs,
)
from results.published.method import list_method

PAGE = Path(__file__).parent / "pages" / "report.typ"
# Of each board so many are printed; all are in the package.
MOST_ENTRIES = 10
MOST_OF_TITLE = 160
DIMENSION = ": "


def make_report(edition: PublishedEdition) -> bytes:
    """Return the report as PDF/UA-1."""
    return set_pdf(PAGE.read_bytes(), describe_report(edition))


def describe_report(edition: PublishedEdition) -> dict[str, Any]:
    """Return all that stands in the report."""
    printed = keep_printable(_describe_words(edition) | describe_numbers(edition))
    is_short = STAND_IN in str(printed)
    return {
        **printed,
        "stand_in": say_stand_in() if is_short else "",
        "colours": choose_colours(),
        "words": list_words(),
    }


def _describe_words(edition: PublishedEdition) -> dict[str, Any]:
    return {
        "title": _("Report on %(title)s") % {"title": name_edition(edition)},
        "description": say_edition(edition),
        "kicker": shorten(edition.workshop, MOST_OF_TITLE),
        "heading": print_title(shorten(edition.title, MOST_OF_TITLE), NO_TITLE),
        "subtitle": _("What it says, and how it came to be"),
        "edition": capfirst(say_edition(edition)),
        "foot": shorten(f"{edition.title} · {say_date(edition.released_on)}", 90),
        "behind_it": edition.behind_it,
        "address": edition.address,
        "preamble": split_paragraphs(edition.preamble),
        "foundations": [_describe_foundation(one) for one in edition.foundations],
        "method": [
            {"heading": heading, "paragraphs": split_paragraphs(text)}
            for heading, text in list_method(edition)
        ],
        "not_used": [
            {"kind": one.kind_words, "words": one.words, "reason": one.reason} for one in edition.not_used
        ],
        **describe_since(edition),
        **describe_honest(edition),
    }


def describe_numbers(edition: PublishedEdition) -> dict[str, Any]:
    """Return who took part, the straw poll and the first places of the boards, as they are printed."""
    entries = edition.table("boards").as_dicts()
    boards = [_describe_board(board, entries) for board in edition.boards]
    return {
        "numbers": list_numbers(edition),
        "breakdowns": _list_breakdowns(edition),
        "poll": _describe_poll(edition),
        "boards": [board for board in boards if board["rows"]],
    }


def _describe_foundation(foundation: PublishedFoundation) -> dict[str, Any]:
    return {
        "heading": f"{foundation.number}. {foundation.title}",
        "promise": foundation.promise,
        "text": split_paragraphs(foundation.text),
        "statements": [_describe_statement(one) for one in foundation.statements],
    }


def _describe_statement(statement: PublishedStatement) -> dict[str, Any]:
    notes = [
        _("For: %(audience)s") % {"audience": statement.audience} if statement.audience else "",
        _("Status: %(status)s") % {"status": statement.status} if statement.status else "",
    ]
    streams = groupby(statement.evidence, key=lambda one: one.stream)
    return {
        "number": statement.number,
        "text": statement.text,
        "notes": [note for note in notes if note],
        "figures": [f"{capfirst(stream)}: {words}" for stream, words in statement.figures],
        "streams": [
            {
                "name": capfirst(stream),
                "evidence": [
                    {"words": one.words, "note": f"{one.kind_words}, {one.stance_words}"} for one in found
                ],
            }
            for stream, found in streams
        ],
    }


def _list_breakdowns(edition: PublishedEdition) -> list[dict[str, Any]]:
    """Return who took part, a table for each dimension: rows of the export whose names have two parts."""
    rows = [row for row in edition.table("participation").as_dicts() if DIMENSION in str(row["measure"])]
    found = []
    for dimension, of_one in groupby(rows, key=lambda row: str(row["measure"]).partition(DIMENSION)[0]):
        listed = list(of_one)
        found.append(
            {
                "heading": capfirst(dimension),
                "columns": [_("Who"), _("People")],
                "rows": [
                    (
                        str(row["measure"]).partition(DIMENSION)[2],
                        show_number(row["number"], row["definition"]),
                    )
                    for row in listed
                ],
                "note": next((str(row["definition"]) for row in listed if row["number"] is not None), ""),
            }
        )
    return found


def show_number(number: Cell, words: Cell) -> str:
    """Return a number as people write it, or the words that stand in its place."""
    return f"{number:,}" if isinstance(number, int) else str(words or "")


def _describe_poll(edition: PublishedEdition) -> dict[str, Any]:
    rows = edition.table("poll").as_dicts()
    numbers = [row["number"] for row in rows if isinstance(row["number"], int)]
    people = sum(numbers)
    if not people or len(numbers) < len(rows):
        return {"rows": [], "headline": "", "people": ""}
    words = ngettext("%(n)d person has answered.", "%(n)d people have answered.", people)
    return {
        "headline": edition.poll_headline,
        "people": words % {"n": people},
        "rows": [
            {
                "label": str(row["option"]),
                "number": f"{number:,}",
                "percent": round_percent(number, people),
                "share": f"{round_percent(number, people)}%",
            }
            for row, number in zip(rows, numbers, strict=True)
        ],
    }


def _describe_board(board: ExplainedBoard, entries: list[dict[str, Cell]]) -> dict[str, Any]:
    listed = [entry for entry in entries if entry["board"] == board.name]
    more = len(listed) - MOST_ENTRIES
    words = ngettext("%(n)d more is in the package.", "%(n)d more are in the package.", more)
    totals = ("up", "down", "unsure")
    return {
        "heading": board.title,
        "sentence": board.sentence,
        "rows": [
            [str(entry["rank"]), str(entry["title"]), *(show_number(entry[name], "–") for name in totals)]
            for entry in listed[:MOST_ENTRIES]
        ],
        "more": words % {"n": more} if more > 0 else "",
    }
