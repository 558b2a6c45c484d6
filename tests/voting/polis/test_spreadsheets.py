"""Files that a spreadsheet has opened and saved: the message says what it did, and what to do."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from ideas.models import Idea
from tests.voting.polis.exports import COMMENTS, NOON, PEOPLE, SUMMARY, VOTES, Rows, with_line, write_export
from voting.polis.conversation import read_comments
from voting.polis.csv_rows import MalformedFile
from workshops.models import Workshop

pytestmark = pytest.mark.django_db

SAVE = "Save it as “CSV UTF-8 (comma delimited)”."
AS_DOWNLOADED = "Take the file as you downloaded it; do not open and save it in a spreadsheet."
NO_DECIMALS = (
    "Take the file as you downloaded it, or show the column as numbers without decimals and save it."
)
ROUNDED = f"which a spreadsheet has rounded: its last digits are gone. {AS_DOWNLOADED}"
DECIMALS = f"to which a spreadsheet has added decimals. {NO_DECIMALS}"
GROUPED = f"in which a spreadsheet has put signs between the digits. {NO_DECIMALS}"
WIDE = f"the text is in UTF-16, which some programs call “Unicode text”. {SAVE}"
BOOK = f"this is a workbook or an archive with another name. {SAVE}"
ONLY_COMMAS = "there are only commas, as spreadsheets leave them. Delete all such lines."
NAMES = ["comments.csv", "votes.csv", "participants-votes.csv", "summary.csv"]
WANTED = "summary.csv, comments.csv, votes.csv, participants-votes.csv"


def refuse(folder: Path) -> str:
    with pytest.raises(CommandError) as refused:
        call_command("import_polis", folder, slug="visits", stdout=StringIO())
    assert not Workshop.objects.exists()
    return str(refused.value).removesuffix(" Nothing was imported.")


def with_value(rows: Rows, column: str, value: str) -> Rows:
    """Return the rows with another value in the first row below the columns."""
    known = dict(zip(map(str, rows[0]), rows[1], strict=True)) | {column: value}
    return with_line(rows, 2, *known.values())


NARROW = f"which a spreadsheet shows where a column is too narrow. {AS_DOWNLOADED}"
VALUES = [
    ("comments", "timestamp", "1.5E+12", "timestamp is “1.5E+12”", ROUNDED),
    ("comments", "timestamp", "1,70E+12", "timestamp is “1,70E+12”", ROUNDED),
    ("comments", "timestamp", f"{NOON}.0", f"timestamp is “{NOON}.0”", DECIMALS),
    ("comments", "comment-id", "10.0", "comment-id is “10.0”", DECIMALS),
    ("comments", "author-id", "1,00", "author-id is “1,00”", DECIMALS),
    ("comments", "author-id", "1,234", "author-id is “1,234”", GROUPED),
    ("comments", "author-id", "#####", "author-id is “#####”", NARROW),
    ("comments", "moderated", "-1.0", "moderated is “-1.0”", DECIMALS),
    ("people", "participant", "1.0", "participant is “1.0”", DECIMALS),
    ("people", "group-id", "0.0", "group-id is “0.0”", DECIMALS),
    ("votes", "timestamp", "1.5E+12", "timestamp is “1.5E+12”", ROUNDED),
    ("votes", "comment-id", "10.0", "comment is “10.0”", DECIMALS),
    ("votes", "voter-id", "1.", "participant is “1.”", DECIMALS),
    ("votes", "vote", "1.0", "the vote is “1.0”", DECIMALS),
]
ROWS = {"comments": COMMENTS, "people": PEOPLE, "votes": VOTES, "summary": SUMMARY}
FILES = {"comments": "comments.csv", "people": "participants-votes.csv", "votes": "votes.csv"}


@pytest.mark.parametrize("case", VALUES)
def test_what_a_spreadsheet_did_to_a_number_is_said(
    case: tuple[str, str, str, str, str], tmp_path: Path
) -> None:
    kind, column, value, what, mark = case
    export = write_export(tmp_path / "saved", **{kind: with_value(ROWS[kind], column, value)})

    assert refuse(export) == f"{FILES[kind]}, line 2: {what}, {mark}"


# The first comment takes two lines, as does the third; the description in the summary three.
ONLY: dict[str, dict[str, Rows]] = {
    "comments.csv, line 8": {"comments": [*COMMENTS, [""] * 8, [""] * 8]},
    "participants-votes.csv, line 7": {"people": [*PEOPLE, [" "] * 10]},
    "votes.csv, line 11": {"votes": [*VOTES, [""] * 5]},
    "votes.csv, line 1": {"votes": [[""] * 5, *VOTES]},
    "summary.csv, line 7": {"summary": [*SUMMARY, ["", ""]]},
}


@pytest.mark.parametrize("place", ONLY)
def test_a_row_of_commas_is_named(place: str, tmp_path: Path) -> None:
    assert refuse(write_export(tmp_path / "saved", **ONLY[place])) == f"{place}: {ONLY_COMMAS}"


def replace_commas(sign: str) -> Callable[[bytes], bytes]:
    return lambda text: text.replace(b",", sign.encode())


SAVED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "semicolons": (f"the values have semicolons between them, not commas. {SAVE}", replace_commas(";")),
    "quoted semicolons": (
        f"the values have semicolons between them, not commas. {SAVE}",
        lambda text: b'"a ""b"", c";"d"\n' + text,
    ),
    "tabs": (f"the values have tabs between them, not commas. {SAVE}", replace_commas("\t")),
    "UTF-16": (WIDE, lambda text: text.decode().encode("utf-16")),
    "UTF-16, big end first": (WIDE, lambda text: b"\xfe\xff" + text.decode().encode("utf-16-be")),
    "UTF-16 that does not say so": (WIDE, lambda text: text.decode().encode("utf-16-le")),
    "UTF-32": (WIDE, lambda text: text.decode().encode("utf-32")),
    "a workbook": (BOOK, lambda _text: b"PK\x03\x04\x14\0\x06\0"),
    "an old workbook": (BOOK, lambda _text: b"\xd0\xcf\x11\xe0\xa1\xb1"),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("case", SAVED)
def test_a_file_saved_as_something_else_is_refused_in_plain_words(name: str, case: str, export: Path) -> None:
    expected, spoil = SAVED[case]
    (export / name).write_bytes(spoil((export / name).read_bytes()))

    assert refuse(export) == f"{name}, line 1: {expected}"


@pytest.mark.parametrize("name", NAMES)
def test_a_file_instead_of_a_folder_is_answered_with_its_folder(name: str, export: Path) -> None:
    assert refuse(export / name) == (f"{name}: this is a file. Give the folder that it is in: {export}")


def test_an_archive_instead_of_a_folder_is_to_be_unpacked(export: Path) -> None:
    archive = export.with_suffix(".zip")
    archive.write_bytes(b"PK")

    assert refuse(archive) == (
        "visits.zip: this is a file. Unpack it if it is an archive, and give the folder that has "
        f"{WANTED} in it."
    )


def test_no_folder_at_all_is_said(tmp_path: Path) -> None:
    assert refuse(tmp_path / "nowhere") == (
        f"nowhere: there is no such folder. Give the one that has {WANTED} in it."
    )


@pytest.mark.parametrize("value", ["1;2", "a\tb"])
def test_other_signs_within_values_do_no_harm(value: str, export: Path) -> None:
    path = export / "summary.csv"
    path.write_text(f"topic,{value}\n", encoding="utf-8")

    call_command("import_polis", export, slug="visits", stdout=StringIO())

    assert Idea.objects.count() == 4


@pytest.mark.parametrize("text", ["", " \n ", "\u200b\u3164\u2800\ufe0f\u00ad\u202e", "\x07"])
def test_what_has_nothing_to_see_has_no_text(text: str, tmp_path: Path) -> None:
    comments = with_value(COMMENTS, "comment-body", text)
    export = write_export(tmp_path / "blank", comments=comments)

    with pytest.raises(MalformedFile, match="the comment has no text, and was not moderated out"):
        read_comments(export / "comments.csv")
