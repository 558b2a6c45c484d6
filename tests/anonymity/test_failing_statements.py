"""A statement that fails leaves neither its text nor its tag in a log: not PostgreSQL's, and not ours."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from django.db import connection
from django.test import Client

from ideas_platform.lib.discreet_logs import DiscreetFilter
from ideas_platform.local.alone import run_postgres
from ideas_platform.local.paths import DATABASE, POSTGRES_PORT
from tests.cast import Person, make_idea
from tests.services import CARELESS, make_data_dir
from workshops.models import Workshop

TEXT, TAG = "Nobody may read this line", "c0ffee00c0ffee00c0ffee00c0ffee00"
TALKATIVE = {
    "log_min_messages": "warning", "log_min_error_statement": "error", "log_error_verbosity": "default",
}  # fmt: skip
_TABLE = "CREATE TABLE vote (tag bytea PRIMARY KEY, body text)"
_VOTE = f"INSERT INTO vote VALUES ('\\x{TAG}', '{TEXT}')"
_CHANGE = f"UPDATE vote SET body = '{TEXT}' WHERE tag = "
_RAISE = """
CREATE OR REPLACE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%%', NEW USING ERRCODE = %s; END $$;
CREATE OR REPLACE TRIGGER fails BEFORE INSERT ON ideas_idea FOR EACH ROW EXECUTE FUNCTION fail();
CREATE OR REPLACE TRIGGER fails BEFORE INSERT ON voting_vote FOR EACH ROW EXECUTE FUNCTION fail();
"""
_TAG = re.compile(r"[0-9a-f]{32}")
FAILURES = {"duplicate key": "23505", "lock timeout": "55P03", "deadlock": "40P01"}
IDEA = {"theme": "other", "intent": "new", "title": TEXT, "body": TEXT, "step": "send"}


@contextmanager
def running_postgres(settings: Mapping[str, str]) -> Iterator[str]:
    """Run a PostgreSQL as `manage.py up` does, with these settings on top; yield its address."""
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        stack.enter_context(run_postgres(paths, {**CARELESS, **settings}))
        yield f"host={paths.sockets} port={POSTGRES_PORT} user={DATABASE} dbname={DATABASE}"


def fail_in_every_way(address: str) -> list[str]:
    """Force a duplicate key, a lock timeout and a deadlock; return their SQLSTATEs."""
    with psycopg.connect(address, autocommit=True) as one, psycopg.connect(address, autocommit=True) as two:
        one.execute(_TABLE)
        one.execute(_VOTE)
        one.execute(f"INSERT INTO vote VALUES ('\\x01', '{TEXT}')")
        states = [_state_of(one, _VOTE)]
        one.execute("BEGIN")
        one.execute(f"{_CHANGE}'\\x{TAG}'")
        two.execute("SET lock_timeout = '50ms'")
        states.append(_state_of(two, f"{_CHANGE}'\\x{TAG}'"))
        two.execute("SET lock_timeout = 0")
        two.execute("BEGIN")
        two.execute(f"{_CHANGE}'\\x01'")
        thread = threading.Thread(target=lambda: states.append(_state_of(two, f"{_CHANGE}'\\x{TAG}'")))
        thread.start()
        states.append(_state_of(one, f"{_CHANGE}'\\x01'"))
        one.execute("ROLLBACK")
        thread.join()
        two.execute("ROLLBACK")
    return sorted(filter(None, states))


def _state_of(link: psycopg.Connection, statement: str) -> str:
    try:
        link.execute(statement.encode())
    except psycopg.Error as error:
        return str(error.sqlstate)
    return ""


@pytest.mark.parametrize(("extra", "tells"), [({}, False), (TALKATIVE, True)])
def test_the_server_writes_down_no_statement_that_fails(
    extra: dict[str, str], tells: bool, capfd: pytest.CaptureFixture[str]
) -> None:
    with running_postgres(extra) as address:
        assert fail_in_every_way(address) == sorted(FAILURES.values())
    said = "".join(capfd.readouterr())
    assert (TEXT in said, TAG in said) == (tells, tells)


@pytest.mark.django_db
@pytest.mark.parametrize("is_vote", [False, True], ids=["idea", "vote"])
@pytest.mark.parametrize("state", FAILURES.values(), ids=FAILURES)
def test_our_own_logs_say_what_failed_and_not_with_what(
    state: str, is_vote: bool, workshop: Workshop, participant: Person, caplog: pytest.LogCaptureFixture
) -> None:
    idea = make_idea(workshop)
    path, data = (f"{idea.ref}/vote/", {"value": "up"}) if is_vote else ("new/", IDEA)
    caplog.handler.addFilter(DiscreetFilter())
    logging.getLogger("django").addHandler(caplog.handler)
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [state])
    browser: Client = participant.client
    browser.raise_request_exception = False
    answer = browser.post(f"/workshops/community/ideas/{path}", data)
    logging.getLogger("django").removeHandler(caplog.handler)
    assert answer.status_code in {500, 503}
    assert "/workshops/community/ideas/" in caplog.text
    assert _TAG.search(caplog.text) is None
    assert [
        word for word in (TEXT, participant.user.email, idea.ref, idea.pk.hex) if word in caplog.text
    ] == []
