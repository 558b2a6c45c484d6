"""Malformed files are refused by file, line and reason, and nothing of them stays."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection

from ideas.models import Idea
from tests.voting.polis.exports import COMMENTS, NOON, PEOPLE, SUMMARY, VOTES, Rows, with_line, write_export
from voting.polis.spreadsheet_marks import SAVE
from workshops.models import Group, Membership, Organisation, Workshop

pytestmark = pytest.mark.django_db
FUTURE = 4_000_000_000_000
TABLES = (Workshop, Membership, Idea, Organisation, Group)


def refuse(folder: Path, key_dir: Path, **options: str) -> str:
    """Return what the command says; nothing may be left behind, neither rows nor a key."""
    before = [model.objects.count() for model in TABLES]
    keys = sorted(key_dir.glob("*"))
    with pytest.raises(CommandError) as refused:
        call_command("import_polis", folder, stdout=StringIO(), **{"slug": "visits", **options})
    assert [model.objects.count() for model in TABLES] == before
    assert sorted(key_dir.glob("*")) == keys
    return str(refused.value)


def comment(**others: object) -> list[object]:
    values = dict(zip(COMMENTS[0], COMMENTS[1], strict=True)) | others
    return list(values.values())


MALFORMED: dict[str, dict[str, Rows]] = {
    "comments.csv, line 1: the column “comment-id” is missing.":
        {"comments": [["timestamp", "author-id", "moderated", "comment-body"]]},
    "comments.csv, line 1: the column “moderated” is there 2 times.":
        {"comments": [[*COMMENTS[0], "moderated"]]},
    "comments.csv: there is no comment in it.": {"comments": COMMENTS[:1]},
    "comments.csv: the file is empty.": {"comments": []},
    "comments.csv, line 2: there are 3 values where the first line has 8.":
        {"comments": [COMMENTS[0], [1, 2, 3]]},
    "comments.csv, line 2: there are 9 values where the first line has 8.":
        {"comments": [COMMENTS[0], [*COMMENTS[1], ""]]},
    # The comment before it takes two lines.
    "comments.csv, line 4: comment 10 is there twice.": {"comments": [*COMMENTS[:2], COMMENTS[1]]},
    "comments.csv, line 2: comment-id is “ten”, which is not a whole number from 0 on.":
        {"comments": [COMMENTS[0], comment(**{"comment-id": "ten"})]},
    "comments.csv, line 2: comment-id is “-1”, which is not a whole number from 0 on.":
        {"comments": [COMMENTS[0], comment(**{"comment-id": -1})]},
    "comments.csv, line 2: comment-id is “2147483648”, which is not a whole number from 0 on.":
        {"comments": [COMMENTS[0], comment(**{"comment-id": 2**31})]},
    "comments.csv, line 2: author-id is “１”, which is not a whole number from 0 on.":
        {"comments": [COMMENTS[0], comment(**{"author-id": "１"})]},
    "comments.csv, line 2: timestamp is “soon”, which is not a whole number.":
        {"comments": [COMMENTS[0], comment(timestamp="soon")]},
    f"comments.csv, line 2: timestamp {FUTURE} is no moment between 2000 and now, in ms since 1970.":
        {"comments": [COMMENTS[0], comment(timestamp=FUTURE)]},
    "comments.csv, line 2: timestamp 1700000000 is no moment between 2000 and now, in ms since 1970.":
        {"comments": [COMMENTS[0], comment(timestamp=1_700_000_000)]},
    "comments.csv, line 2: moderated is “2”; it must be 1, 0 or -1.":
        {"comments": [COMMENTS[0], comment(moderated=2)]},
    "comments.csv, line 2: the comment has no text, and was not moderated out (-1).":
        {"comments": [COMMENTS[0], comment(**{"comment-body": " \n "})]},
    "comments.csv, line 2: the comment is longer than 6,000 characters.":
        {"comments": [COMMENTS[0], comment(**{"comment-body": "a" * 6001})]},
    "participants-votes.csv, line 1: the column “group-id” is missing.": {"people": [["participant"], [1]]},
    "participants-votes.csv, line 3: participant 1 is there twice.":
        {"people": with_line(PEOPLE, 3, *PEOPLE[1])},
    "participants-votes.csv, line 2: group-id is “A”, which is not a whole number from 0 on.":
        {"people": with_line(PEOPLE, 2, 1, "", "A", *PEOPLE[1][3:])},
    "votes.csv, line 3: the vote is “2”; it must be 1, -1 or 0.":
        {"votes": with_line(VOTES, 3, NOON, "", 10, 1, 2)},
    "votes.csv, line 3: the vote is “”; it must be 1, -1 or 0.":
        {"votes": with_line(VOTES, 3, NOON, "", 10, 1, "")},
    "votes.csv, line 4: there is no comment 77 in comments.csv.":
        {"votes": with_line(VOTES, 4, NOON, "", 77, 1, 1)},
    "votes.csv, line 5: there is no participant 88 in participants-votes.csv.":
        {"votes": with_line(VOTES, 5, NOON, "", 10, 88, 1)},
    "votes.csv, line 10: there are 2 values where the first line has 5.":
        {"votes": with_line(VOTES, 10, NOON, "")},
    "summary.csv, line 2: there are 3 values where “key,value” was expected.":
        {"summary": with_line(SUMMARY, 2, "url", "https://polis.example", "more")},
}  # fmt: skip


@pytest.mark.parametrize("expected", MALFORMED)
def test_a_fault_is_named_by_file_line_and_reason(expected: str, tmp_path: Path, key_dir: Path) -> None:
    export = write_export(tmp_path / "faulty", **MALFORMED[expected])

    assert refuse(export, key_dir) == f"{expected} Nothing was imported."


@pytest.mark.parametrize("name", ["comments.csv", "votes.csv", "participants-votes.csv", "summary.csv"])
def test_a_missing_file_is_named(name: str, export: Path, key_dir: Path) -> None:
    (export / name).unlink()

    assert refuse(export, key_dir) == f"{name}: the file is missing in {export}. Nothing was imported."


SPOILT = {
    f"votes.csv, line 3: the text is not in UTF-8. {SAVE}": b"\xe9,,10,1,1\n",
    "votes.csv, line 3: there is a NUL character, so this is not a text file.": b"1,,10,1\0,1\n",
    "votes.csv, line 3: the line is longer than a million bytes.": b"1" * 1_100_000 + b"\n",
    "votes.csv, line 3: this is not a row of comma-separated values (unexpected end of data).":
        b'1,,10,1,"1\n',
    "votes.csv, line 3: this is not a row of comma-separated values (',' expected after '\"').":
        b'1,,10,1,"1"1\n',
}  # fmt: skip


@pytest.mark.parametrize("expected", SPOILT)
def test_bytes_that_are_no_table_are_named_by_line(expected: str, export: Path, key_dir: Path) -> None:
    path = export / "votes.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], SPOILT[expected], *lines[2:]]))

    assert refuse(export, key_dir) == f"{expected} Nothing was imported."


def test_a_byte_order_mark_windows_line_ends_and_empty_lines_do_no_harm(export: Path) -> None:
    for path in export.iterdir():
        lines = path.read_bytes().replace(b"\n", b"\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + lines + b"\r\n\r\n")

    call_command("import_polis", export, slug="visits", stdout=StringIO())

    assert Idea.objects.count() == 4


def test_other_files_under_the_slug_of_an_import_are_refused(
    imported: Workshop, tmp_path: Path, key_dir: Path
) -> None:
    other = write_export(tmp_path / "other", votes=VOTES[:-1])

    assert refuse(other, key_dir) == (
        "Other files were imported as “visits” already. Choose another --slug. Nothing was imported."
    )


def test_the_slug_of_a_workshop_of_our_own_is_refused(
    workshop: Workshop, export: Path, key_dir: Path
) -> None:
    assert refuse(export, key_dir, slug=workshop.slug) == (
        "There is already a workshop “community”, and it was not imported. Choose another --slug. "
        "Nothing was imported."
    )


def test_a_slug_that_is_no_slug_is_refused(export: Path, key_dir: Path) -> None:
    assert refuse(export, key_dir, slug="home visits") == (
        "slug: Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.\n"
        "Nothing was imported."
    )


def test_a_title_that_is_too_long_is_refused(export: Path, key_dir: Path) -> None:
    assert refuse(export, key_dir, title="a" * 161) == (
        "title: Ensure this value has at most 160 characters (it has 161).\nNothing was imported."
    )


def test_a_failure_while_storing_leaves_nothing(export: Path, key_dir: Path) -> None:
    with connection.cursor() as cursor:
        # As if the disk were full: the last step of an import fails.
        cursor.execute("ALTER TABLE workshops_importedworkshop ADD CHECK (false)")

    with pytest.raises(IntegrityError):
        call_command("import_polis", export, slug="visits", stdout=StringIO())

    assert [model.objects.count() for model in TABLES] == [0] * len(TABLES)
    assert list(key_dir.glob("*")) == []
