"""The same tables as CSV, as a workbook and as a document; no text is ever run as a formula."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ideas.models import Idea
from ideas_platform.lib.csv_cells import write_cell
from results.exports.meanings import explain_column
from results.exports.plain_words import list_codes
from tests.cast import make_idea
from tests.results.exports.conftest import Stage
from tests.results.exports.read_back import export, read_document, read_sheet, read_table, take_apostrophe
from tests.results.exports.schema import SCHEMA, Validator
from workshops.models import Workshop

DANGEROUS = [
    "=1+1", "+44 20 7946 0000", "-1 day a week", "@home", "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "\n=1+1",
    "  =1+1", "\u00a0=1+1", "＝1+1", "＋1", "－1", "＠home", "\x0b", "\x7f", "\x85=1", "'=1+1", "''-1", "'\t",
    "\u200b=1+1", "\ufeff=1+1", "\u202e=1+1", "\u2066+1", "\u00ad-1", "\u2060@home", "\ufe0f=1", "\u3164=1",
    "\u2800=1", "\u034f=1", "\U000e0061=1", "\u200b \t\u200d=1", "\u200b\x01=1", "'\u200b=1",
    "﹦1", "﹢1", "﹣1", "﹫a",
]  # fmt: skip
HARMLESS = [
    "\u200bRota",
    "\u202eRota=1",
    "👩\u200d⚕\ufe0f=1",
    "",
    "Rota",
    "'quoted'",
    "a=1",
    "1-1",
    "'",
    "“=1”",
    "多",
    "a\n=1",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_a_spreadsheet_could_run_gets_one_apostrophe(text: str) -> None:
    assert write_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert write_cell(text) == text


@pytest.mark.parametrize("text", DANGEROUS + HARMLESS)
def test_taking_one_apostrophe_away_gives_the_text_back(text: str) -> None:
    assert take_apostrophe(str(write_cell(text))) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-3, -3),
        (-0.25, -0.25),
        (0, 0),
        (True, "true"),
        (False, "false"),
        (None, ""),
        (date(2026, 1, 2), "2026-01-02"),
    ],
)
def test_other_values_are_no_text(value: object, cell: object) -> None:
    assert write_cell(value) == cell  # type: ignore[arg-type]


@pytest.fixture
def dangerous(workshop: Workshop) -> Workshop:
    """Return a workshop whose ideas begin with everything that a spreadsheet might run."""
    for text in DANGEROUS:
        make_idea(workshop, title=text, body=f'{text}\r\nsecond, "line"')
    return workshop


def test_dangerous_texts_come_through_csv(dangerous: Workshop, tmp_path: Path) -> None:
    rows = read_table(dangerous, "ideas", tmp_path / "out")

    assert {row["title"][0] for row in rows} == {"'"}
    assert {row["body"][0] for row in rows} == {"'"}
    assert sorted(take_apostrophe(row["title"]) for row in rows) == sorted(DANGEROUS)


def test_dangerous_texts_come_through_a_workbook_as_text(dangerous: Workshop, tmp_path: Path) -> None:
    export(dangerous, "xlsx", tmp_path / "out.xlsx")

    cells = [cell for row in read_sheet(tmp_path / "out.xlsx", "ideas")[1:] for cell in row]
    assert {kind for kind, _value in cells} <= {"text", "n", "b"}
    plain = {text for text in DANGEROUS if text.isprintable()}
    assert plain - {value for _kind, value in cells} == set()


def test_dangerous_texts_come_through_a_document_unchanged(dangerous: Workshop, tmp_path: Path) -> None:
    document = read_document(dangerous, tmp_path / "out.json")

    assert sorted(idea["title"] for idea in document["ideas"]) == sorted(DANGEROUS)


def test_every_csv_file_is_utf8_after_one_byte_order_mark(stage: Stage, tmp_path: Path) -> None:
    export(stage.workshop, "csv", tmp_path / "out")

    files = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.csv")}
    assert {raw[:3] for raw in files.values()} == {b"\xef\xbb\xbf"}
    assert {raw.count(b"\xef\xbb\xbf") for raw in files.values()} == {1}
    assert files["ideas.csv"][3:7] == b"ref,"


def test_the_folder_says_how_to_read_it(stage: Stage, tmp_path: Path) -> None:
    export(stage.workshop, "csv", tmp_path / "out")

    lines = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8").splitlines()
    assert lines[:6] == [
        "An export of the Ideas Platform, format 1.",
        "",
        "slug: community",
        "title: Community services",
        "imported: false",
        "release_number: 1",
    ]
    assert [line for line in lines if "take one apostrophe away" in line]
    assert [line for line in lines if 'encoding="utf-8-sig"' in line]
    assert "  published_on: The day on which everybody could first see it." in lines
    assert max(map(len, lines)) <= 110


def test_every_file_and_column_is_explained_in_the_folder(stage: Stage, tmp_path: Path) -> None:
    export(stage.workshop, "csv", tmp_path / "out")

    note = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    parts = {part.split("\n")[1]: part for part in re.split(r"\n(?=\n\w+\.csv\n)", note)[1:]}
    files = sorted((tmp_path / "out").glob("*.csv"))
    assert sorted(parts) == [path.name for path in files]
    for path in files:
        header = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
        explained = [
            line[2:].split(":")[0]
            for line in parts[path.name].split("\n")
            if line[:3].strip() and line[:2] == "  "
        ]
        assert [name for name in explained if name.isidentifier()] == header


def test_the_programs_of_the_readme_read_the_first_column(stage: Stage, tmp_path: Path) -> None:
    export(stage.workshop, "csv", tmp_path / "out")
    note = (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    [program] = [line.split("Python")[1].strip() for line in note.splitlines() if "DictReader" in line]

    with (tmp_path / "out" / "ideas.csv").open(encoding="utf-8-sig", newline="") as file:
        assert program == 'csv.DictReader(open("ideas.csv", encoding="utf-8-sig", newline=""))'
        assert next(iter(csv.DictReader(file)))["ref"] in {idea.ref for idea in Idea.objects.all()}


def test_the_document_fits_its_published_schema(stage: Stage, tmp_path: Path) -> None:
    document = read_document(stage.workshop, tmp_path / "out.json")

    assert Validator(SCHEMA).find_faults(document) == []
    assert document["workshop"] == {
        "slug": "community", "title": "Community services", "imported": False, "release_number": 1,
    }  # fmt: skip
    assert [len(document[name]) for name in ("ideas", "boards", "decisions", "participation")] == [4, 7, 0, 6]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"schema_version": 2}, "document.schema_version: 2 does not fit const 1"),
        ({"more": 1}, "document: more is unknown"),
        ({"ideas": None}, "document.ideas: None does not fit type 'array'"),
        ({"decisions": [{"as_of": "2026-01-01", "verdict": "hide"}]}, "document.decisions[0]: "),
    ],
)
def test_the_schema_finds_what_does_not_fit(
    change: dict[str, object], fault: str, stage: Stage, tmp_path: Path
) -> None:
    document = read_document(stage.workshop, tmp_path / "out.json") | change

    assert [found[: len(fault)] for found in Validator(SCHEMA).find_faults(document)] == [fault]


def test_a_document_and_a_folder_say_the_same(stage: Stage, tmp_path: Path) -> None:
    document = read_document(stage.workshop, tmp_path / "out.json")
    rows = read_table(stage.workshop, "ideas", tmp_path / "out")

    written = [{name: str(write_cell(value)) for name, value in idea.items()} for idea in document["ideas"]]
    assert written == rows


def test_the_schema_explains_each_column_and_knows_each_code() -> None:
    tables = {
        "idea": "ideas", "comment": "comments", "place": "boards", "option": "poll", "decision": "decisions",
        "number": "participation", "code": "codebook", "coding": "codings", "quote": "quotes",
        "measure_of_a_code": "agreement", "other_voice": "other_voices", "passage": "passages",
        "edition": "editions", "statement": "statements", "piece_of_evidence": "evidence",
        "not_used": "not_used", "lineage": "lineage", "status": "statuses",
    }  # fmt: skip
    for part, table in tables.items():
        columns = SCHEMA["$defs"][part]["properties"]
        told = {name: spec["description"] for name, spec in columns.items()}
        assert told == {name: explain_column(table, name) for name in columns}
        coded = {name for name in columns if "enum" in columns[name]} - {"clusters"}
        codes = {name: {code for code in columns[name]["enum"] if code} for name in coded}
        assert codes == {name: set(list_codes(table, name)) for name in coded}


def test_a_validator_of_others_finds_the_document_to_fit(stage: Stage, tmp_path: Path) -> None:
    document = read_document(stage.workshop, tmp_path / "out.json")

    Draft202012Validator.check_schema(SCHEMA)
    assert list(Draft202012Validator(SCHEMA).iter_errors(document)) == []
