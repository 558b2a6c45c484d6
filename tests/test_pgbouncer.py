"""The site behind PgBouncer in transaction mode: two connections for everybody, nothing kept on either."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from environ import Env

from bench.lib.pooler import SERVER_CONNECTIONS, find_pgbouncer, run_pooler
from ideas.models import Idea
from ideas_platform.database import describe_database, list_settings
from tests.cast import Person, make_idea, make_member, sign_in
from tests.workshops.sign_in.signing_in import ask_for_code, is_signed_in, newest_sent_code, type_code
from voting.models import Board, Vote
from voting.releases.releases import release_workshop
from workshops.domain.pins import set_pin, try_pin
from workshops.models import Workshop

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(find_pgbouncer() is None, reason="PgBouncer is not there: apt-get install pgbouncer"),
]
IDEAS = "/workshops/community/ideas/"
PEOPLE = 8


@pytest.fixture
def pooled(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, unhurried_limits: object
) -> Iterator[dict[str, str]]:
    """Have every connection from now on as the web has it behind PgBouncer; yields that environment."""
    kept = connections.settings["default"]
    monkeypatch.setenv("DATABASE_URL", _name_database(str(connection.settings_dict["NAME"])))
    connections.close_all()
    with run_pooler() as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        connections.settings["default"] = {**kept, **describe_database(Env(), "web", "")}
        _connect_anew()
        yield environment
        connections.close_all()
        connections.settings["default"] = kept
        _connect_anew()


def _connect_anew() -> None:
    """Take the settings of connections as they are now."""
    connections["default"].close()
    del connections["default"]


def _name_database(name: str) -> str:
    """Return the address of the database of this test, where its server's default one has another name."""
    return re.sub(r"/[^/?]*(\?.*)?$", f"/{name}", os.environ["DATABASE_URL"])


def ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def list_locks() -> list[Any]:
    return ask("SELECT * FROM pg_locks WHERE locktype = 'advisory'")


def test_all_share_two_connections(pooled: dict[str, str]) -> None:
    def find_server(_number: int) -> int:
        try:
            return int(ask("SELECT pg_backend_pid() FROM pg_sleep(0.01)")[0][0])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as threads:
        assert len(set(threads.map(find_server, range(40)))) <= SERVER_CONNECTIONS


def test_limits_and_thresholds_are_the_accounts_own(pooled: dict[str, str]) -> None:
    names = list_settings("web")
    found = {name: ask(f"SELECT current_setting('{name}')")[0][0] for name in names}
    assert found == names


def test_a_pin_is_tried_once_at_a_time_and_nothing_stays_locked(
    pooled: dict[str, str], participant: Person
) -> None:
    set_pin(actor=participant.membership, pin="402719")
    assert [try_pin(actor=participant.membership, pin=pin) for pin in ("402718", "402719")] == [False, True]
    assert list_locks() == []


def test_somebody_signs_in(pooled: dict[str, str], visitor: Client, participant: Person) -> None:
    ask_for_code(visitor, participant.user.email)
    type_code(visitor, newest_sent_code())
    assert is_signed_in(visitor)


def test_ideas_are_sent_and_votes_cast_released_and_shown(pooled: dict[str, str], workshop: Workshop) -> None:
    people = [make_member(f"person{number}", workshop) for number in range(12)]
    idea = make_idea(workshop)

    def take_part(person: Person) -> list[int]:
        try:
            browser = sign_in(person.user)
            sent = {"theme": "other", "intent": "new", "title": f"Of {person.user.pk}", "body": "Text " * 9}
            answers = [
                browser.get(IDEAS),
                browser.post(f"{IDEAS}new/", {**sent, "step": "send"}),
                browser.post(f"{IDEAS}{idea.ref}/vote/", {"value": "up"}, headers={"HX-Request": "true"}),
                browser.get(f"{IDEAS}{idea.ref}/"),
            ]
            return [answer.status_code for answer in answers]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(PEOPLE) as threads:
        assert list(threads.map(take_part, people)) == [[200, 303, 200, 200]] * 12
    assert Vote.objects.filter(value=1).count() == 12
    assert release_workshop(workshop.pk, force=True) is not None
    assert Idea.objects.filter(status="published").count() == 13
    assert list_locks() == []
    assert Board.objects.filter(workshop=workshop).exists()
    assert people[0].client.get("/workshops/community/boards/top/").status_code == 200
