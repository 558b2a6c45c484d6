"""Covered words leave the disk: no file of the tables has them, neither in a page nor in an index."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.db import connection, connections

from ideas.domain.asked_words import read_question
from ideas.domain.erasing import leave_old_words_behind
from ideas.domain.search import search_ideas
from ideas.models import Comment, Idea, Revision
from moderation.domain.decisions import NewDecision
from moderation.domain.redaction import redact_passages
from results.models import Evidence
from tests.cast import Person, make_comment, make_idea
from tests.results.declaration import add, begin, make_statement
from workshops.models import Workshop

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("new_files")]
SECRET = "Zyxwhargreaves"
# What is left of it where a long text is pressed together, and where only stems are kept.
TRACE = b"zyxwhar"
# The index of letters packs three into a number, the first one last.
LETTERS = b"xyz"
LONG = "".join(hashlib.sha256(bytes([number])).hexdigest() for number in range(85))
WHY = NewDecision("mask", "identifies")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for whoever else uses the server, however long that takes."""
    monkeypatch.setattr("ideas.domain.erasing.PATIENCE", 600)


def list_files(table: str) -> dict[str, Path]:
    """Return the file of a table, of its long texts and of every index of both, by name."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "WITH tables AS (SELECT oid FROM pg_class WHERE oid = %(table)s::regclass UNION"
            " SELECT reltoastrelid FROM pg_class WHERE oid = %(table)s::regclass AND reltoastrelid <> 0)"
            " SELECT name::regclass::text, pg_relation_filepath(name) FROM (SELECT oid AS name FROM tables"
            " UNION SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM tables)) found",
            {"table": table},
        )
        files = cursor.fetchall()
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
    return {name: folder / file for name, file in files}


def find_in_files(model: type[Idea | Comment | Revision | Evidence]) -> list[str]:
    """Return in which files of the model's table a trace of the secret word stands."""
    files = list_files(model._meta.db_table)
    found = sorted(name for name, file in files.items() if TRACE in file.read_bytes().lower())
    return ["long texts" if name.startswith("pg_toast") else name for name in found]


def mask(moderator: Person, item: Idea | Comment) -> None:
    redact_passages(actor=moderator.membership, item=item, passages=[SECRET], new_decision=WHY)


def test_no_file_of_the_ideas_has_the_words_any_more(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, title=f"Ask {SECRET}", body=f"{SECRET} knows. {LONG}")
    make_idea(workshop, title="Another")
    Revision.objects.create(idea=idea, title=f"Ask {SECRET} twice", body=f"{SECRET}.")
    assert find_in_files(Idea) == ["idea_words", "ideas_idea", "long texts"]
    assert find_in_files(Revision) == ["ideas_revision"]
    mask(moderator, idea)
    assert (find_in_files(Idea), find_in_files(Revision)) == ([], [])
    assert len(search_ideas(workshop, read_question("covered"))) == 1


def test_no_file_of_the_evidence_has_a_quote_of_them(workshop: Workshop, moderator: Person) -> None:
    idea = make_idea(workshop, body=f"Ask {SECRET}. Then wait.")
    add(make_statement(begin(moderator), new=None), "quote", item=idea, quote=SECRET)
    assert find_in_files(Evidence) == ["results_evidence"]
    mask(moderator, idea)
    assert (find_in_files(Evidence), Evidence.objects.get().quote) == ([], "")


def test_letters_of_a_covered_title_are_no_key_of_an_index_either(
    workshop: Workshop, moderator: Person
) -> None:
    idea = make_idea(workshop, title=f"Ask {SECRET}")
    parts = list_files("ideas_idea")["idea_title_parts"]
    # Twice, where PostgreSQL has just put what waited to be indexed in its place.
    assert LETTERS in parts.read_bytes()
    mask(moderator, idea)
    assert list_files("ideas_idea")["idea_title_parts"].read_bytes().count(LETTERS) == 0


def test_no_file_of_the_comments_has_them(workshop: Workshop, moderator: Person) -> None:
    comment = make_comment(make_idea(workshop), body=f"Ask {SECRET}.")
    assert find_in_files(Comment) == ["ideas_comment"]
    mask(moderator, comment)
    assert find_in_files(Comment) == []


def test_a_vacuum_alone_leaves_them_there(workshop: Workshop) -> None:
    idea = make_idea(workshop, title=f"Ask {SECRET}")
    idea.title = "Ask"
    idea.save()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ideas_idea")
    assert find_in_files(Idea) == ["idea_words"]


def test_while_somebody_looks_at_older_rows_the_words_wait_for_the_night(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM ideas_idea")
            with monkeypatch.context() as patch:
                patch.setattr("ideas.domain.erasing.PATIENCE", 0.2)
                assert leave_old_words_behind([Idea]) is False
            cursor.execute("COMMIT")
        assert leave_old_words_behind([Idea]) is True
    finally:
        other.close()
