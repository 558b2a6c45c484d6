"""`manage.py scramble`: what it says."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ideas_platform.lib.locks import advisory_lock
from tests.anonymity.test_scramble import looking
from workshops.domain.scramble import NAME, list_tables
from workshops.models import Housekeeping, Workshop
from workshops.tasks import scramble_at_night

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("new_files")]


def run(*arguments: str) -> str:
    """Return what the command says, or the trouble it ends with."""
    out = StringIO()
    try:
        call_command("scramble", *arguments, stdout=out)
    except CommandError as trouble:
        return str(trouble)
    return out.getvalue()


def test_it_says_how_many_tables_it_wrote_anew(workshop: Workshop) -> None:
    assert run().startswith(f"Scrambled {len(list_tables())} tables in ")


def test_it_asks_to_wait_for_an_export(workshop: Workshop) -> None:
    with looking(20):
        said = run("--patience", "0.2")
    assert said == "An export or a dump is still running. Try again when it is over."


def test_it_says_that_another_one_is_going_on(workshop: Workshop) -> None:
    said: list[str] = []

    def elsewhere() -> None:
        said.append(run())
        connection.close()

    with advisory_lock(NAME):
        thread = threading.Thread(target=elsewhere)
        thread.start()
        thread.join()
    assert said == ["A scramble is going on."]


def test_beat_does_it_once(workshop: Workshop) -> None:
    scramble_at_night()
    first = Housekeeping.objects.get(pk=NAME).at
    scramble_at_night()
    assert Housekeeping.objects.get(pk=NAME).at == first
