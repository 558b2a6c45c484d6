"""The workbook as openpyxl reads it: made for people, and with the same in it as the other forms."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from ideas.models import Idea
from moderation.models import Decision
from results.exports.meanings import TABLES, explain_column
from tests.cast import Person, make_comment, make_idea
from tests.results.exports.conftest import Stage
from tests.results.exports.read_back import read_book, read_document, read_rows
from tests.voting.polis.exports import write_export
from voting.models import Board
from workshops.models import Workshop

ABOUT_ALL = ["ideas", "boards", "decisions", "participation", "poll", "comments"]
VOICES = ("other_voices", "passages")
DECLARATION = ("editions", "statements", "evidence", "not_used", "lineage", "statuses")
SHEETS = ["Read me", *ABOUT_ALL, "codebook", "codings", "quotes", "agreement", *VOICES, *DECLARATION]
WORDS = {
    "build": "Build on it", "new": "New idea", "published": "Published", "hidden": "Hidden",
    "challenge": "Challenges it", "abusive": "Attacks a person", "mute": "Let its author write no more",
}  # fmt: skip


@pytest.fixture
def full(stage: Stage, moderator: Person) -> Workshop:
    """Return a workshop with something in every table but the poll's."""
    make_comment(stage.liked, intent="challenge", body="Who pays?\r\nAnd when?")
    Decision.objects.create(
        workshop=stage.workshop,
        idea=stage.hidden,
        verdict="mute",
        reason="abusive",
        decided_by=moderator.membership,
        decided_on=date(2026, 3, 2),
    )
    return stage.workshop


def test_a_sheet_explains_and_then_there_is_one_for_each_file(full: Workshop, tmp_path: Path) -> None:
    assert read_book(full, tmp_path / "out.xlsx").sheetnames == SHEETS


def test_every_column_of_every_sheet_is_explained(full: Workshop, tmp_path: Path) -> None:
    book = read_book(full, tmp_path / "out.xlsx")

    rows = read_rows(book["Read me"])
    explained = [(row["sheet"], row["column"], row["meaning"]) for row in rows if row["sheet"] in SHEETS]
    expected: list[tuple[str, str | None, str]] = []
    for name in SHEETS[1:]:
        header = [cell.value for cell in book[name][1]]
        expected.append((name, None, TABLES[name]))
        expected += [(name, column, explain_column(name, column)) for column in header]
    assert explained == expected
    assert ("workshop", "title", "Community services") in {tuple(row.values()) for row in rows}


def test_headings_stay_in_sight_and_can_be_filtered_by(full: Workshop, tmp_path: Path) -> None:
    book = read_book(full, tmp_path / "out.xlsx")

    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert {sheet.title: sheet.auto_filter.ref for sheet in book} == {
        sheet.title: sheet.dimensions for sheet in book
    }
    assert all(cell.font.bold for sheet in book for cell in sheet[1])


def test_texts_go_on_in_the_next_line_in_columns_that_are_wide_enough(full: Workshop, tmp_path: Path) -> None:
    ideas = read_book(full, tmp_path / "out.xlsx")["ideas"]

    header = {cell.value: cell.column_letter for cell in ideas[1]}
    assert ideas.column_dimensions[header["body"]].width > 60
    assert ideas.column_dimensions[header["title"]].width > 30
    narrow = [
        name for name, letter in header.items() if ideas.column_dimensions[letter].width < len(name) + 3
    ]
    assert narrow == []
    cell = ideas[f"{header['body']}2"]
    assert (cell.alignment.wrap_text, cell.alignment.vertical) == (True, "top")


def test_days_are_days(full: Workshop, tmp_path: Path) -> None:
    book = read_book(full, tmp_path / "out.xlsx")

    columns = {"ideas": ("published_on", "new_score"), "comments": ("published_on",)}
    for name, days in columns.items():
        for cells in book[name].iter_cols(min_row=1):
            if cells[0].value in days:
                assert {cell.is_date for cell in cells[1:] if cell.value is not None} == {True}
    new = [row for row in read_rows(book["boards"]) if row["board"] == "New ideas"]
    published = {idea.ref: idea.published_on for idea in Idea.objects.all()}
    assert {row["ref"]: row["score"] for row in new} == {row["ref"]: published[row["ref"]] for row in new}
    assert len(new) == 3


def test_ranked_ideas_come_first_and_hidden_ones_last(full: Workshop, tmp_path: Path) -> None:
    for number in range(3):
        make_idea(full, title=f"Later {number}", published_on=date(2026, 12, 31))

    rows = read_rows(read_book(full, tmp_path / "out.xlsx")["ideas"])
    assert [row["top_rank"] for row in rows] == [1, *[None] * 6]
    assert rows[0]["title"] == "One rota"
    assert rows[-1]["status"] == "Hidden"


def test_it_says_in_words_what_the_document_says_in_codes(full: Workshop, tmp_path: Path) -> None:
    book = read_book(full, tmp_path / "out.xlsx")
    document = read_document(full, tmp_path / "out.json")

    for name in SHEETS[1:]:
        expected = [{column: say(name, row, column) for column in row} for row in document[name]]
        assert sort(read_rows(book[name])) == sort(expected)


def say(table: str, row: dict[str, Any], column: str) -> Any:
    """Return what stands in the workbook for this value of the document."""
    value = row[column]
    if value in {None, ""}:
        return None
    is_number_of_day = column == "new_score" or (
        table == "boards" and column == "score" and row["board"] == "new"
    )
    if is_number_of_day:
        return date.fromordinal(int(value))
    if column in {"published_on", "date"}:
        return date.fromisoformat(value)
    coded = {"intent", "status", "board", "verdict", "reason"}
    if column in coded:
        return str(Board.Name(value).label) if column == "board" else WORDS[value]
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def sort(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=str)


def test_an_imported_conversation_is_in_it_best_first(tmp_path: Path, db: None) -> None:
    call_command("import_polis", write_export(tmp_path / "visits"), slug="visits", stdout=StringIO())
    call_command("rank", "visits", stdout=StringIO())

    rows = read_rows(read_book(Workshop.objects.get(slug="visits"), tmp_path / "out.xlsx")["ideas"])
    assert [row["source_id"] for row in rows] == [10, 11, 12, 13]
    assert {row["intent"] for row in rows} == {"New idea"}
