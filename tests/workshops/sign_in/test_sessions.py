"""A copy of the session table is no use to anybody, and dates nothing."""

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import SIGN_IN_BACKEND, Person, make_user, sign_in
from workshops.models import Session
from workshops.sign_in.sessions import BLOCK_BYTES, SessionStore, moment_of, next_end, row_key, seal, unseal

LONDON = ZoneInfo("Europe/London")
pytestmark = pytest.mark.django_db


def stored_bytes() -> bytes:
    """Return all that a dump of the session table holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key_hash, payload, week_ends::text FROM workshops_session")
        return b"\n".join(bytes(k) + b"|" + bytes(p) + b"|" + end.encode() for k, p, end in cursor.fetchall())


def saved(**content: object) -> SessionStore:
    """Return a new session with this content, stored."""
    session = SessionStore()
    session.update(content)
    session.save()
    return session


def test_what_is_put_into_a_session_comes_back_for_its_cookie() -> None:
    session = saved(colour="blue", number=7)
    assert dict(SessionStore(session.session_key).items()) == {"colour": "blue", "number": 7}


def test_another_cookie_gets_nothing() -> None:
    saved(colour="blue")
    stranger = SessionStore("0123456789abcdefghijklmnopqrstuv")
    assert dict(stranger.items()) == {}
    assert stranger.session_key is None


def test_a_row_shows_neither_who_nor_what_nor_when() -> None:
    user = make_user("maria")
    with time_machine.travel(datetime(2026, 11, 25, 9, 30, tzinfo=LONDON), tick=False):
        session = saved(
            _auth_user_id=str(user.pk), email=user.email, code="482913", at=1795599000.0, day="2026-11-25"
        )
    dump = stored_bytes()
    secrets = (
        session.session_key,
        str(user.pk),
        user.pk.bytes,
        user.pk.hex,
        user.email,
        "482913",
        "1795599000",
    )
    found = [s for s in secrets if (s if isinstance(s, bytes) else str(s).encode()) in dump]
    assert found == []
    assert dump.endswith(b"|2026-12-07")


def test_nothing_of_a_row_works_as_a_cookie(participant: Person) -> None:
    assert participant.client.get("/").context["user"].is_authenticated
    row = Session.objects.get()
    for cookie in (
        bytes(row.key_hash).hex(),
        bytes(row.payload).hex()[:64],
        bytes(row.key_hash).decode("latin-1"),
    ):
        thief = Client()
        thief.cookies["session"] = cookie
        assert not thief.get("/").context["user"].is_authenticated


def test_a_payload_opens_for_its_own_cookie_only() -> None:
    payload = seal("a" * 32, b"content")
    assert unseal("a" * 32, payload) == b"content"
    with pytest.raises(InvalidTag):
        unseal("b" * 32, payload)


def test_a_payload_put_into_another_row_opens_for_nobody() -> None:
    mine, yours = saved(who="me"), saved(who="you")
    assert yours.session_key is not None
    payload = Session.objects.get(pk=row_key(yours.session_key)).payload
    assert mine.session_key is not None
    Session.objects.filter(pk=row_key(mine.session_key)).update(payload=payload)
    assert dict(SessionStore(mine.session_key).items()) == {}


@pytest.mark.parametrize(("length", "blocks"), [(0, 1), (1020, 1), (1021, 2), (5000, 5)])
def test_payloads_are_whole_kibibytes_long(length: int, blocks: int) -> None:
    nonce_and_seal = 12 + 16
    assert len(seal("a" * 32, bytes(length))) == blocks * BLOCK_BYTES + nonce_and_seal


def test_the_same_content_looks_different_each_time() -> None:
    assert seal("a" * 32, b"content") != seal("a" * 32, b"content")


@pytest.mark.parametrize(
    ("begun", "end"),
    [
        ("2026-11-23T02:59", date(2026, 11, 30)),  # still the night of Sunday
        ("2026-11-23T03:00", date(2026, 12, 7)),  # Monday
        ("2026-11-24T00:00", date(2026, 12, 7)),
        ("2026-11-29T23:59", date(2026, 12, 7)),
        ("2026-11-30T02:59", date(2026, 12, 7)),
        ("2026-03-28T12:00", date(2026, 4, 6)),  # the clocks change that night
    ],
)
def test_all_sessions_of_a_week_end_on_one_monday(begun: str, end: date) -> None:
    assert next_end(datetime.fromisoformat(begun).replace(tzinfo=LONDON)) == end


def test_sessions_end_at_three_in_the_night_in_summer_and_winter() -> None:
    assert moment_of(date(2026, 11, 30)) == datetime(2026, 11, 30, 3, tzinfo=ZoneInfo("UTC"))
    assert moment_of(date(2026, 7, 6)) == datetime(2026, 7, 6, 2, tzinfo=ZoneInfo("UTC"))


def test_a_session_works_until_its_last_minute_and_not_after() -> None:
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=LONDON), tick=False):
        cookie = saved(colour="blue").session_key
    with time_machine.travel(datetime(2026, 12, 7, 2, 59, tzinfo=LONDON), tick=False):
        assert SessionStore(cookie).get("colour") == "blue"
    with time_machine.travel(datetime(2026, 12, 7, 3, tzinfo=LONDON), tick=False):
        assert SessionStore(cookie).get("colour") is None


def test_changing_a_session_does_not_prolong_it() -> None:
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=LONDON), tick=False):
        cookie = saved(colour="blue").session_key
    with time_machine.travel(datetime(2026, 12, 2, 9, tzinfo=LONDON), tick=False):
        session = SessionStore(cookie)
        session["colour"] = "red"
        session.save()
        assert session.get_expiry_age() == timedelta(days=4, hours=18).total_seconds()
    assert Session.objects.get().week_ends == date(2026, 12, 7)


def test_the_cookie_ends_with_the_session(client: Client) -> None:
    user = make_user("maria")
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=LONDON), tick=False):
        client.post("/accounts/", {"email": user.email})
        assert client.cookies["session"]["max-age"] == timedelta(days=11, hours=18).total_seconds()


def test_reading_pages_writes_nothing(participant: Person) -> None:
    browser = sign_in(participant.user)
    before = stored_bytes()
    response = browser.get("/")
    assert "session" not in response.cookies
    assert stored_bytes() == before


def test_a_visitor_without_cookie_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert SessionStore(None).get("_auth_user_id") is None
        assert Client().get("/accounts/").status_code == 200


def test_a_session_costs_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cookie = saved(colour="blue", number=7).session_key
    with django_assert_num_queries(1):
        session = SessionStore(cookie)
        assert (session["colour"], session["number"]) == ("blue", 7)


def test_a_new_cookie_keeps_the_content_and_ends_the_old_one() -> None:
    session = saved(colour="blue")
    old = session.session_key
    session.cycle_key()
    assert session.session_key != old
    assert dict(SessionStore(session.session_key).items()) == {"colour": "blue"}
    assert dict(SessionStore(old).items()) == {}
    assert Session.objects.count() == 1


def test_flushing_leaves_no_row() -> None:
    session = saved(colour="blue")
    session.flush()
    assert session.is_empty()
    assert Session.objects.count() == 0


def test_saving_what_was_ended_meanwhile_is_an_error() -> None:
    cookie = saved(colour="blue").session_key
    here, there = SessionStore(cookie), SessionStore(cookie)
    here["colour"] = "red"
    there.flush()
    with pytest.raises(UpdateError):
        here.save()


def test_only_sessions_that_have_ended_are_deleted() -> None:
    with time_machine.travel(datetime(2026, 11, 10, 9, tzinfo=LONDON), tick=False):
        saved(colour="old")
    with time_machine.travel(datetime(2026, 11, 25, 9, tzinfo=LONDON), tick=False):
        new = saved(colour="new")
        SessionStore.clear_expired()
        assert Session.objects.count() == 1
        assert new.exists(str(new.session_key))


def test_signing_out_deletes_the_row(participant: Person) -> None:
    assert participant.client.post("/accounts/logout/").status_code == 302
    assert Session.objects.count() == 0
    assert not participant.client.get("/").context["user"].is_authenticated


def test_all_sessions_of_a_person_can_be_ended_and_of_nobody_else(
    participant: Person, colleague: Person
) -> None:
    phone, laptop = sign_in(participant.user), sign_in(participant.user)
    participant.user.end_sessions()
    assert not phone.get("/").context["user"].is_authenticated
    assert not laptop.get("/").context["user"].is_authenticated
    assert colleague.client.get("/").context["user"].is_authenticated


def test_damaged_rows_are_as_good_as_none() -> None:
    session = saved(colour="blue")
    Session.objects.update(payload=b"nonsense")
    assert dict(SessionStore(session.session_key).items()) == {}


def test_sessions_hold_json() -> None:
    session = saved(nested={"list": [1, 2]})
    assert session.session_key is not None
    payload = bytes(Session.objects.get().payload)
    assert json.loads(unseal(session.session_key, payload)) == {"nested": {"list": [1, 2]}}


def test_a_browser_of_the_cast_is_signed_in_as_django_does_it(participant: Person) -> None:
    usual = Client()
    usual.force_login(participant.user, backend=SIGN_IN_BACKEND)
    ours, theirs = (
        SessionStore(browser.cookies[settings.SESSION_COOKIE_NAME].value)
        for browser in (participant.client, usual)
    )
    assert (ours.load(), ours.find_user()) == (theirs.load(), participant.user)
    assert ours.get_expiry_date() == theirs.get_expiry_date()
