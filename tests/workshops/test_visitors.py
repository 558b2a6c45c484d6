"""Session, user and memberships come in one statement where a process has met the session."""

from uuid import uuid4

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Person
from workshops import sessions
from workshops.backend import find_visitor
from workshops.models import Membership, Session, User
from workshops.models.visitors import read_membership
from workshops.rules import Role
from workshops.sessions import Met, SessionStore, row_key

pytestmark = pytest.mark.django_db
HOME = "/"


@pytest.fixture(autouse=True)
def met(monkeypatch: pytest.MonkeyPatch) -> Met:
    """Return what this process has met, which is nobody."""
    met = Met(room=100)
    monkeypatch.setattr(sessions, "_met", met)
    return met


def cookie_of(client: Client) -> str:
    return client.cookies["session"].value


def ask(client: Client) -> HttpRequest:
    """Return a request with this browser's session, which nobody has looked at."""
    request = HttpRequest()
    request.session = SessionStore(cookie_of(client))
    return request


def count_to_user(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert find_visitor(ask(client)).is_authenticated
    return len(queries)


def test_whom_the_process_has_met_it_finds_with_one_statement(participant: Person) -> None:
    assert [count_to_user(participant.client) for _visit in range(3)] == [2, 1, 1]


def test_it_is_the_same_user_with_the_same_places(participant: Person) -> None:
    first, second = (find_visitor(ask(participant.client)) for _visit in range(2))
    assert isinstance(first, User)
    assert isinstance(second, User)
    assert first == second == participant.user
    for user in (first, second):
        membership = read_membership(user, participant.membership.workshop.slug)
        assert membership == participant.membership


def test_what_is_kept_shows_nobody_but_to_the_cookie(participant: Person, met: Met) -> None:
    participant.client.get(HOME)
    cookie = cookie_of(participant.client)
    assert met.find(cookie) == participant.user.pk
    assert met.find(cookie[::-1]) is None
    kept = b"".join(name + user for name, user in met._users.items())
    assert len(kept) == 48
    assert cookie.encode() not in kept
    assert participant.user.pk.bytes not in kept


def test_under_another_cookie_the_same_user_looks_different(met: Met) -> None:
    user = uuid4()
    for cookie in ("a" * 32, "b" * 32):
        met.note(cookie, user)
    assert len(set(met._users.values())) == 2


def test_when_there_is_no_room_all_goes() -> None:
    met, users = Met(room=3), [uuid4() for _one in range(4)]
    for number, user in enumerate(users):
        met.note(f"{number}" * 32, user)
    assert [met.find(f"{number}" * 32) for number in range(4)] == [None, None, None, users[3]]


def test_a_wrong_hint_makes_nobody_somebody_else(participant: Person, colleague: Person, met: Met) -> None:
    met.note(cookie_of(participant.client), colleague.user.pk)
    assert find_visitor(ask(participant.client)) == participant.user
    met.note(cookie_of(participant.client), uuid4())
    assert find_visitor(ask(participant.client)) == participant.user


def test_who_was_met_is_nobody_when_their_sessions_have_ended(participant: Person) -> None:
    participant.client.get(HOME)
    participant.user.end_sessions()
    request = ask(participant.client)
    assert find_visitor(request) == AnonymousUser()
    assert request.session.is_empty()
    assert Session.objects.count() == 0


def test_who_was_met_is_nobody_when_their_session_is_gone(participant: Person) -> None:
    participant.client.get(HOME)
    Session.objects.filter(pk=row_key(cookie_of(participant.client))).delete()
    assert find_visitor(ask(participant.client)) == AnonymousUser()


def test_who_was_met_is_nobody_when_their_account_is_deleted(participant: Person) -> None:
    participant.client.get(HOME)
    User.objects.filter(pk=participant.user.pk).delete()
    assert find_visitor(ask(participant.client)) == AnonymousUser()


@pytest.mark.parametrize(
    "wrong", [{HASH_SESSION_KEY: "x"}, {HASH_SESSION_KEY: ""}, {BACKEND_SESSION_KEY: "other.Backend"}]
)
def test_a_met_session_that_django_would_not_take_is_not_taken(
    wrong: dict[str, str], participant: Person
) -> None:
    participant.client.get(HOME)
    session = SessionStore(cookie_of(participant.client))
    session.update(wrong)
    session.save()
    assert find_visitor(ask(participant.client)) == AnonymousUser()


def test_whose_session_was_emptied_in_this_request_is_nobody(participant: Person) -> None:
    participant.client.get(HOME)
    request = ask(participant.client)
    assert request.session[SESSION_KEY] == str(participant.user.pk)
    request.session.flush()
    assert find_visitor(request) == AnonymousUser()


def test_what_changes_between_two_requests_is_seen_by_the_second(participant: Person) -> None:
    address = "/workshops/community/ideas/"
    assert [participant.client.get(address).status_code for _visit in range(2)] == [200, 200]
    Membership.objects.filter(pk=participant.membership.pk).update(role=Role.LEFT)
    assert participant.client.get(address).status_code == 303
