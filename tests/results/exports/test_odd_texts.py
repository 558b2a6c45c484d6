"""Texts as people paste them come out of every export as they went in."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from ideas.models import Comment, Idea
from tests.cast import make_comment, make_idea
from tests.results.exports.read_back import export, read_document, read_sheet, read_table, take_apostrophe
from workshops.models import Workshop

# As a title; what PostgreSQL does not store (NUL) cannot get here.
ODD = {
    "arabic": "رقم واحد للاتصال",
    "backslashes": "C:\\new\\table \\n \\u0041",
    "bidi": "\u202egnp.exe\u202c",
    "byte order mark": "\ufeffOne rota",
    "combined": "cafe\u0301 and café",
    "commas": 'a, "b", ""c"", \'d\'',
    "emoji": "👩🏽\u200d⚕️ rota 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
    "formula after a blank": " =HYPERLINK(A1)",
    "html": "<b>&amp; </script><!-- ]]>",
    "line separators": "one\u2028two\u2029three",
    "not a character": "a\U0010ffffb",
    "only blanks": "   ",
    "semicolons": "one;two\tthree|four",
    "very long word": "a" * 120,
    "zero": "0",
    "zero width": "a\u200bb",
}
KINDS = sorted(ODD)
BODY = "First line.\r\nSecond, “line”.\n\n\tFourth; line.\n"


@pytest.fixture
def odd(workshop: Workshop) -> Workshop:
    """Return a workshop with one idea for each odd text, and a comment with it."""
    for kind in KINDS:
        idea = make_idea(workshop, title=ODD[kind], body=BODY + ODD[kind])
        make_comment(idea, body=ODD[kind])
    return workshop


def test_a_folder_gives_every_text_back(odd: Workshop, tmp_path: Path) -> None:
    rows = read_table(odd, "ideas", tmp_path / "out")
    assert sorted(take_apostrophe(row["title"]) for row in rows) == sorted(ODD.values())
    assert sorted(row["body"] for row in rows) == sorted(BODY + text for text in ODD.values())


def test_a_folder_gives_every_comment_back(odd: Workshop, tmp_path: Path) -> None:
    rows = read_table(odd, "comments", tmp_path / "out")
    assert sorted(take_apostrophe(row["body"]) for row in rows) == sorted(ODD.values())


def test_a_document_gives_every_text_back(odd: Workshop, tmp_path: Path) -> None:
    document = read_document(odd, tmp_path / "out.json")
    assert sorted(idea["title"] for idea in document["ideas"]) == sorted(ODD.values())
    assert sorted(idea["body"] for idea in document["ideas"]) == sorted(BODY + text for text in ODD.values())


def test_a_workbook_gives_every_text_back(odd: Workshop, tmp_path: Path) -> None:
    export(odd, "xlsx", tmp_path / "out.xlsx")
    header, *rows = read_sheet(tmp_path / "out.xlsx", "ideas")
    # Without a theme its cell is left out, so that the title stands one place further left.
    column = [value for _kind, value in header].index("title") - 1
    assert {row[column][0] for row in rows} == {"text"}
    assert sorted(row[column][1] for row in rows) == sorted(ODD.values())


def test_a_row_of_a_folder_is_an_idea_however_many_lines_its_text_has(odd: Workshop, tmp_path: Path) -> None:
    export(odd, "csv", tmp_path / "out")
    with (tmp_path / "out" / "ideas.csv").open(encoding="utf-8-sig", newline="") as file:
        widths = {len(row) for row in csv.reader(file)}
        file.seek(0)
        number = sum(1 for _row in csv.reader(file))
    assert (len(widths), number) == (1, len(ODD) + 1)


def test_a_document_is_utf8_without_escapes_that_few_can_read(odd: Workshop, tmp_path: Path) -> None:
    export(odd, "json", tmp_path / "out.json")
    raw = (tmp_path / "out.json").read_bytes()
    assert raw.count("رقم واحد للاتصال".encode()) == 3
    assert json.loads(raw) == read_document(odd, tmp_path / "again.json")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_same_workshop_gives_the_same_bytes(odd: Workshop, tmp_path: Path, form: str) -> None:
    places = [tmp_path / "one", tmp_path / "two"]
    for place in places:
        export(odd, form, place)
    first, second = (
        {path.name: path.read_bytes() for path in (sorted(place.iterdir()) if place.is_dir() else [place])}
        for place in places
    )
    assert list(first.values()) == list(second.values())


@pytest.mark.parametrize("title", ["=1+1", "Services, for all; “now”\n2"])
def test_the_title_of_a_workshop_is_as_safe_as_any_other_text(
    workshop: Workshop, tmp_path: Path, title: str
) -> None:
    Workshop.objects.update(title=title)
    workshop.refresh_from_db()
    assert read_document(workshop, tmp_path / "out.json")["workshop"]["title"] == title
    export(workshop, "csv", tmp_path / "out")
    note = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    assert note.count(f"title: {chr(39) if title[0] == '=' else ''}{title}\n") == 1


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_a_workshop_without_anything_in_it_has_an_export_too(
    workshop: Workshop, tmp_path: Path, form: str
) -> None:
    assert export(workshop, form, tmp_path / "out") == f"Exported “community” to {tmp_path / 'out'}\n"
    assert read_document(workshop, tmp_path / "out.json")["ideas"] == []


def test_of_hidden_texts_not_one_sign_is_in_any_export(workshop: Workshop, tmp_path: Path) -> None:
    idea = make_idea(workshop)
    make_comment(idea, status=Comment.Status.HIDDEN, body="zzyzx-comment")
    make_idea(workshop, status=Idea.Status.HIDDEN, title="zzyzx-title", body="zzyzx-body")
    export(workshop, "csv", tmp_path / "out")
    export(workshop, "json", tmp_path / "out.json")
    files = [*sorted((tmp_path / "out").iterdir()), tmp_path / "out.json"]
    assert [path.name for path in files if b"zzyzx" in path.read_bytes()] == []
