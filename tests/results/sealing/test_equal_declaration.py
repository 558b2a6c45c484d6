"""How much each statement stands on: the same on the pages, in exports, package and report."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from ideas.domain.numbers import public_numbers
from moderation.models import OtherVoice, Passage
from results.models import Edition, Evidence
from results.sealing.making import make_due_files
from tests.cast import Person, make_comment
from tests.moderation.coding_people import code_as, make_code, make_text
from tests.results.declaration import add, begin, close_long_ago, make_statement, release
from tests.results.exports.read_back import read_book, read_document, read_rows, read_table, take_apostrophe
from tests.results.exports.test_equal_to_pages import read_html, words
from tests.results.sealing.test_equal_everywhere import read_files, read_report
from voting.releases.releases import release_workshop

pytestmark = pytest.mark.django_db
HOME = "/workshops/community/declaration/"
STANCES = ("supports", "contradicts", "adds")
TABLES = ("statements", "evidence", "codings")
Tables = dict[str, list[dict[str, Any]]]
Figures = dict[str, dict[tuple[str, str], int]]


@pytest.fixture
def coded(organiser: Person, moderator: Person) -> Edition:
    """Return a final edition: a statement on a code of three texts, a quote of one of them and more."""
    workshop = moderator.membership.workshop
    ideas = [make_text(workshop, body=f"One diary would help us all, {n}.") for n in range(3)]
    comment = make_comment(ideas[0], body="We lost one.")
    voice = OtherVoice.objects.create(
        workshop=workshop, source="focus_group", stream="service_users", title="Carers", people=12
    )
    passage = Passage.objects.create(voice=voice, number=1, body="I told it five times.")
    code = make_code(moderator, "Diaries")
    for idea in ideas:
        code_as(moderator, idea, [code])
    release_workshop(workshop.pk, force=True)
    close_long_ago(workshop)
    edition = begin(organiser)
    first, second = (
        make_statement(edition, "All share one diary."),
        make_statement(edition, "So be it.", None),
    )
    add(first, "code", code=code)
    add(first, "quote", item=ideas[0], quote="One diary would help")
    add(first, "item", item=comment, stance="contradicts")
    add(first, "voice", item=passage, stance="adds")
    add(second, "literature", stance="adds", stream="literature", reference="Smith 2020")
    return release(organiser, edition)


def count(tables: Tables) -> Figures:
    """Return how many texts of each stream say what of each statement, counted from the tables alone."""
    texts = defaultdict(set)
    for row in tables["codings"]:
        texts[row["code"]].add(row["ref"])
    found: dict[str, Any] = {row["ref"]: defaultdict(set) for row in tables["statements"]}
    for place, row in enumerate(tables["evidence"]):
        refs = texts[row["code"]] if row["code"] else {row["ref"] or f"words {place}"}
        found[row["statement"]][row["stream"] or "", row["stance"]] |= refs
    return {ref: {key: len(of) for key, of in told.items()} for ref, told in found.items()}


def read_page(client: Client, ref: str) -> dict[tuple[str, str], int]:
    """Return the same from the table on the page of a statement, without its noughts."""
    table = read_html(client, f"{HOME}1/{ref}/").partition('class="table table--stacked figures"')[2]
    rows = re.findall(r'<th scope="row">([^<]*)</th>(.*?)</tr>', table.partition("</table>")[0])
    names = {str(stream.label).casefold(): stream.value for stream in Evidence.Stream}
    return {
        (names.get(label.strip().casefold(), ""), stance): int(number)
        for label, cells in rows
        for stance, number in zip(STANCES, re.findall(r">(\d+)</td>", cells), strict=True)
        if number != "0"
    }


def read_exports(edition: Edition, place: Path) -> dict[str, Tables]:
    """Return the tables of each form of an export; those of the workbook with codes in the place of words."""
    workshop = edition.workshop
    csv = {
        name: [
            {column: take_apostrophe(cell) or None for column, cell in row.items()}
            for row in read_table(workshop, name, place / "csv")
        ]
        for name in TABLES
    }
    book = read_book(workshop, place / "out.xlsx")
    sheets = {name: read_rows(book[name]) for name in TABLES}
    codes = {
        str(label).casefold(): value for value, label in [*Evidence.Stance.choices, *Evidence.Stream.choices]
    }
    for row in sheets["evidence"]:
        row |= {name: codes.get((row[name] or "").casefold()) for name in ("stance", "stream")}
    return {"csv": csv, "xlsx": sheets, "json": read_document(workshop, place / "out.json")}


def test_what_a_statement_stands_on_is_the_same_number_everywhere(
    coded: Edition, visitor: Client, tmp_path: Path
) -> None:
    make_due_files()
    refs = list(coded.statements.order_by("order").values_list("ref", flat=True))
    pages = {ref: read_page(visitor, ref) for ref in refs}
    assert pages[refs[0]] == {
        ("staff", "supports"): 3,
        ("staff", "contradicts"): 1,
        ("service_users", "adds"): 1,
        ("", "supports"): 1,
    }
    package = read_files(coded, tmp_path)
    assert count(package) == pages
    forms = read_exports(coded, tmp_path)
    assert {form: count(tables) for form, tables in forms.items() if count(tables) != pages} == {}
    told = {
        (row["about"], row["part"]): row["number"]
        for row in package["counts"]
        if row["measure"] == "behind a statement, by stream and stance"
    }
    assert told == {
        (ref, f"{stream or 'design group'}, {stance}"): number
        for ref, figures in pages.items()
        for (stream, stance), number in figures.items()
    }


def test_the_edition_and_the_report_say_these_numbers_in_the_same_words(
    coded: Edition, visitor: Client
) -> None:
    make_due_files()
    page, report = read_html(visitor, f"{HOME}1/"), read_report(coded)
    said = re.findall(r"<div><dt>([^<]*)</dt> <dd>([^<]*)</dd></div>", page.partition("<main")[2])
    streams = [(label, words) for label, words in said if "it" in words.split()]
    assert ("Staff", "3 support it, 1 contradicts it") in streams
    assert len(streams) == 4
    assert [one for one in streams if f"{one[0]}: {one[1]}" not in report] == []


def test_codes_have_the_same_number_of_texts_on_the_page_and_in_the_package(
    coded: Edition, visitor: Client, tmp_path: Path
) -> None:
    make_due_files()
    ref = coded.statements.get(text="All share one diary.").ref
    assert "Diaries 3 texts" in words(read_html(visitor, f"{HOME}1/{ref}/"))
    rows = read_files(coded, tmp_path)["counts"]
    of_codes = [(row["about"], row["number"]) for row in rows if row["measure"] == "texts that have a code"]
    assert of_codes == [("Diaries", 3)]


def test_the_cover_has_the_numbers_of_people_and_ideas_that_the_package_has(
    coded: Edition, visitor: Client, tmp_path: Path
) -> None:
    make_due_files()
    cover = read_html(visitor, HOME).partition('class="declaration__numbers"')[2].partition("</dl>")[0]
    told = re.findall(r"<dt>([^<]*)</dt> <dd>([^<]*)</dd>", cover)
    package = [(row["measure"], row["number"]) for row in read_files(coded, tmp_path)["participation"]]
    assert ("ideas", "3") in told
    assert [one for one in told if (one[0], int(one[1])) not in package] == []
    assert len(told) == len([one for one in public_numbers(coded.workshop) if isinstance(one["value"], int)])
