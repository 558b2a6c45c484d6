"""Where an export goes: whole or not at all, and never over somebody else's things."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection

from tests.cast import make_idea
from tests.results.exports.conftest import Stage
from tests.results.exports.read_back import export
from workshops.models import Workshop

NAMES = {
    "README.txt",
    "agreement.csv",
    "other_voices.csv",
    "passages.csv",
    "boards.csv",
    "codebook.csv",
    "codings.csv",
    "comments.csv",
    "decisions.csv",
    "editions.csv",
    "evidence.csv",
    "ideas.csv",
    "lineage.csv",
    "not_used.csv",
    "participation.csv",
    "poll.csv",
    "quotes.csv",
    "statements.csv",
    "statuses.csv",
}
FORMS = ["csv", "xlsx", "json"]


def refuse(workshop: Workshop, form: str, place: Path) -> str:
    with pytest.raises(CommandError) as refused:
        export(workshop, form, place)
    return str(refused.value)


def list_names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_command_says_where_the_export_is(stage: Stage, tmp_path: Path) -> None:
    place = tmp_path / "new" / "out"

    assert export(stage.workshop, "csv", place) == f"Exported “community” to {place}\n"
    assert list_names(place) == NAMES
    assert list_names(tmp_path / "new") == {"out"}


def test_an_empty_folder_may_be_filled(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    export(stage.workshop, "csv", tmp_path / "out")

    assert list_names(tmp_path / "out") == NAMES


@pytest.mark.parametrize("form", FORMS)
def test_an_earlier_export_is_replaced(form: str, workshop: Workshop, tmp_path: Path) -> None:
    place = tmp_path / "here" / "out"
    make_idea(workshop, title="First")
    export(workshop, form, place)
    before = read(place)
    make_idea(workshop, title="Second")
    export(workshop, form, place)

    assert read(place) != before
    assert list_names(place.parent) == {"out"}


def read(place: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted([place, *place.rglob("*")]) if path.is_file()]


def test_a_folder_with_other_things_in_it_is_left_alone(stage: Stage, tmp_path: Path) -> None:
    place = tmp_path / "out"
    export(stage.workshop, "csv", place)
    (place / "my notes.txt").write_text("mine")

    assert refuse(stage.workshop, "csv", place) == (
        f"The folder {place} has other things in it. Choose another --output."
    )
    assert (place / "my notes.txt").read_text() == "mine"


def test_a_folder_that_only_looks_like_an_export_is_left_alone(stage: Stage, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.mkdir()
    (place / "ideas.csv").write_text("mine")
    (place / "README.txt").write_text("mine too")

    assert refuse(stage.workshop, "csv", place) == (
        f"The folder {place} has other things in it. Choose another --output."
    )


def test_a_file_is_not_replaced_by_a_folder(stage: Stage, tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.write_text("mine")

    assert refuse(stage.workshop, "csv", place) == (
        f"{place} is a file; csv is written as a folder. Choose another --output."
    )
    assert place.read_text() == "mine"


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_a_folder_is_not_replaced_by_a_file(form: str, stage: Stage, tmp_path: Path) -> None:
    assert refuse(stage.workshop, form, tmp_path) == (
        f"{tmp_path} is a folder; {form} is written as one file. Choose another --output."
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_failure_on_the_way_leaves_what_was_there(form: str, stage: Stage, tmp_path: Path) -> None:
    place = tmp_path / "here" / "out"
    export(stage.workshop, form, place)
    before = read(place)
    with connection.cursor() as cursor:
        # All but the comments is written when it breaks off.
        cursor.execute("ALTER TABLE ideas_comment RENAME COLUMN parent_id TO elsewhere")

    with pytest.raises(ProgrammingError):
        export(stage.workshop, form, place)

    assert read(place) == before
    assert list_names(place.parent) == {"out"}


def test_a_place_that_cannot_be_written_is_named(stage: Stage, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    assert refuse(stage.workshop, "json", tmp_path / "file" / "out.json") == (
        f"The export could not be written: [Errno 17] File exists: '{tmp_path}/file'"
    )


def test_an_unknown_workshop_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"^There is no workshop “nowhere”\.$"):
        call_command("export_results", "nowhere", format="csv", output=tmp_path / "out", stdout=StringIO())


def test_an_unknown_format_is_refused(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="invalid choice: 'pdf'"):
        call_command("export_results", "community", "--format", "pdf", "--output", str(tmp_path / "out"))
