"""Exports of an imported conversation: every number in full. The votes are public already."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.results.exports.read_back import Rows, export, read_document, read_table
from tests.results.exports.schema import SCHEMA, Validator
from tests.voting.polis.exports import LONG_COMMENT, write_export
from voting.models import BoardEntry, Total
from workshops.models import Workshop


@pytest.fixture
def visits(tmp_path: Path, db: None) -> Workshop:
    """Return the small conversation, imported and ranked."""
    call_command("import_polis", write_export(tmp_path / "visits"), slug="visits", stdout=StringIO())
    call_command("rank", "visits", stdout=StringIO())
    return Workshop.objects.get(slug="visits")


@pytest.fixture
def rows(visits: Workshop, tmp_path: Path) -> Rows:
    return read_table(visits, "ideas", tmp_path / "out")


def test_all_comments_are_there_by_their_number_in_the_source(rows: Rows) -> None:
    assert [row["source_id"] for row in rows] == ["10", "11", "12", "13"]
    assert rows[0]["body"] == LONG_COMMENT
    assert rows[3]["body"] == "'=A joint rota would save an hour a day"


def test_totals_are_there_however_few_have_voted(rows: Rows) -> None:
    totals = [(row["up"], row["down"], row["unsure"]) for row in rows]

    assert totals == [("2", "1", "1"), ("1", "0", "0"), ("1", "1", "0"), ("0", "0", "0")]


def test_scores_have_every_digit_whether_listed_or_not(rows: Rows) -> None:
    stored = dict(Total.objects.values_list("idea__imported__source_id", "top_score"))

    assert not BoardEntry.objects.filter(board__name="top").exists()
    assert {row["top_listed"] for row in rows} == {"false", ""}
    assert [row["top_score"] for row in rows] == [repr(stored[10]), "", repr(stored[12]), ""]


def test_a_hidden_comment_has_its_text_and_totals_but_no_score(rows: Rows) -> None:
    hidden = rows[1]

    assert (hidden["status"], hidden["body"], hidden["up"]) == ("hidden", "Sell my old car", "1")
    assert (hidden["top_rank"], hidden["top_score"], hidden["top_listed"]) == ("", "", "")


def test_its_document_fits_the_schema(visits: Workshop, tmp_path: Path) -> None:
    document = read_document(visits, tmp_path / "out.json")

    assert Validator(SCHEMA).find_faults(document) == []
    assert document["workshop"]["imported"] is True


def test_an_import_that_is_not_ranked_yet_has_no_totals(tmp_path: Path, db: None) -> None:
    call_command("import_polis", write_export(tmp_path / "visits"), slug="visits", stdout=StringIO())
    workshop = Workshop.objects.get(slug="visits")
    export(workshop, "csv", tmp_path / "out")

    rows = read_table(workshop, "ideas", tmp_path / "out")
    assert {(row["up"], row["top_score"]) for row in rows} == {("0", "")}
