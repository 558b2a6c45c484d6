"""Session, user and memberships come in one statement where the cookie hints at its user."""

from base64 import urlsafe_b64decode
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Person
from workshops.models import Membership, Session, User
from workshops.models.visitors import read_membership
from workshops.rules import Role
from workshops.sign_in.backend import find_visitor
from workshops.sign_in.sessions import COOKIE_LENGTH, SessionStore, _add_hint, row_key

pytestmark = pytest.mark.django_db
HOME = "/"


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


def hint_at(client: Client, user: UUID) -> HttpRequest:
    """Return a request with this browser's session, whose cookie speaks of another user."""
    request = HttpRequest()
    request.session = SessionStore(_add_hint(cookie_of(client), str(user)))
    return request


def test_whoever_is_signed_in_is_found_with_one_statement(participant: Person) -> None:
    assert [count_to_user(participant.client) for _visit in range(3)] == [1, 1, 1]


def test_a_cookie_without_a_hint_takes_one_statement_more(participant: Person) -> None:
    participant.client.cookies["session"] = cookie_of(participant.client)[:COOKIE_LENGTH]
    assert count_to_user(participant.client) == 2


def test_it_is_the_same_user_with_the_same_places(participant: Person) -> None:
    first, second = (find_visitor(ask(participant.client)) for _visit in range(2))
    assert isinstance(first, User)
    assert isinstance(second, User)
    assert first == second == participant.user
    for user in (first, second):
        membership = read_membership(user, participant.membership.workshop.slug)
        assert membership == participant.membership


def test_a_cookie_names_nobody_in_plain(participant: Person) -> None:
    hint = urlsafe_b64decode(cookie_of(participant.client)[COOKIE_LENGTH:] + "==")
    assert len(hint) == 16
    assert hint != participant.user.pk.bytes


def test_in_another_session_the_same_user_has_another_hint() -> None:
    user = str(uuid4())
    cookies = [_add_hint(letter * COOKIE_LENGTH, user) for letter in "ab"]
    assert len({cookie[COOKIE_LENGTH:] for cookie in cookies}) == 2


def test_a_wrong_hint_makes_nobody_somebody_else(participant: Person, colleague: Person) -> None:
    for other in (colleague.user.pk, uuid4()):
        assert find_visitor(hint_at(participant.client, other)) == participant.user


@pytest.mark.parametrize(
    "hint", ["x", "\u00e9", "A" * 21, "A" * 22, "A" * 23, "=" * 22, "A" * 5000, "%00", "\ud800"]
)
def test_an_odd_hint_is_none(hint: str, participant: Person) -> None:
    request = HttpRequest()
    request.session = SessionStore(cookie_of(participant.client)[:COOKIE_LENGTH] + hint)
    assert find_visitor(request) == participant.user


def test_who_signs_out_has_no_hint_in_a_later_cookie(participant: Person) -> None:
    session = SessionStore(cookie_of(participant.client))
    session.flush()
    session["colour"] = "blue"
    session.save()
    assert len(str(session.session_key)) == COOKIE_LENGTH


def test_who_was_signed_in_is_nobody_when_their_sessions_have_ended(participant: Person) -> None:
    participant.client.get(HOME)
    participant.user.end_sessions()
    request = ask(participant.client)
    assert find_visitor(request) == AnonymousUser()
    assert request.session.is_empty()
    assert Session.objects.count() == 0


def test_who_was_signed_in_is_nobody_when_their_session_is_gone(participant: Person) -> None:
    participant.client.get(HOME)
    Session.objects.filter(pk=row_key(cookie_of(participant.client))).delete()
    assert find_visitor(ask(participant.client)) == AnonymousUser()


def test_who_was_signed_in_is_nobody_when_their_account_is_deleted(participant: Person) -> None:
    participant.client.get(HOME)
    User.objects.filter(pk=participant.user.pk).delete()
    assert find_visitor(ask(participant.client)) == AnonymousUser()


@pytest.mark.parametrize(
    "wrong", [{HASH_SESSION_KEY: "x"}, {HASH_SESSION_KEY: ""}, {BACKEND_SESSION_KEY: "other.Backend"}]
)
def test_a_session_that_django_would_not_take_is_not_taken(
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
