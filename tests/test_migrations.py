"""Migrations can be undone with rows in the tables, and made again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection

from demo.loading import load_demo
from ideas.models import Comment
from moderation.models import Decision
from tests.anonymity.disk import own_server
from workshops.models import Membership, OutboxEmail

# The rooms with tables.
ROOMS = ("workshops", "ideas", "voting", "moderation", "results", "organising", "events", "pledges")


@pytest.fixture
def full_server(
    settings: LazySettings, tmp_path: Path, django_db_setup: None, django_db_blocker: Any
) -> Iterator[None]:
    """Point the database at a server of its own with the demo, a decision on a comment and two letters."""
    settings.DATA_DIR = tmp_path
    with django_db_blocker.unblock(), own_server():
        load_demo()
        comment = Comment.objects.first()
        assert comment is not None
        maker = Membership.objects.filter(role="design_group").first()
        Decision.objects.create(
            workshop=comment.idea.workshop,
            comment=comment,
            decided_by=maker,
            verdict="hide",
            reason="abusive",
        )
        for number, kind in enumerate(("code", "letter")):
            OutboxEmail.objects.create(
                key=str(number), kind=kind, recipient="a@trust.example", subject="Hello", text="Hello"
            )
        yield


def count_rows() -> dict[str, int]:
    """Return how many rows each table of ours has."""
    numbers = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.startswith(tuple(f"{room}_" for room in ROOMS)):
                cursor.execute(f"SELECT count(*) FROM {name}")
                numbers[name] = cursor.fetchone()[0]
    return numbers


def list_functions() -> list[str]:
    """Return the names of the functions that are ours and no extension's."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
                SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') ORDER BY proname""")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.usefixtures("full_server")
def test_every_migration_can_be_undone_with_rows_in_the_tables_and_made_again() -> None:
    before, functions = count_rows(), list_functions()
    full = {name for name, number in before.items() if number}
    assert {"ideas_idea", "ideas_comment", "voting_vote", "moderation_decision", "workshops_user"} <= full
    # With each room go those that stand on it.
    for room in ("moderation", "voting", "ideas"):
        call_command("migrate", room, "zero", verbosity=0)
        assert not [name for name in count_rows() if name.startswith(f"{room}_")]
    call_command("migrate", "workshops", "0001", verbosity=0)
    assert count_rows()["workshops_outboxemail"] == 2
    call_command("migrate", "workshops", "zero", verbosity=0)
    assert (count_rows(), list_functions()) == ({}, [])
    call_command("migrate", verbosity=0)
    assert (count_rows().keys(), list_functions()) == (before.keys(), functions)
    load_demo()
    assert count_rows()["ideas_idea"] == before["ideas_idea"]
