"""Who is signed in: asked with every request, so by a statement written by hand."""

from functools import partial
from uuid import UUID

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from ideas_platform.staff_site import may_work
from workshops.models import User
from workshops.models.visitors import read_user
from workshops.sign_in.sessions import SessionStore


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """What allauth has, with a quicker way to the user."""

    def get_user(self, user_id: UUID) -> User | None:
        """Return the user, or None where there is none any more."""
        return read_user(user_id)


class VisitorMiddleware(AuthenticationMiddleware):
    """Django's, which asks no second time for a user who was read with the session."""

    def process_request(self, request: HttpRequest) -> None:
        """Let the request find its user when somebody asks for them."""
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: find_visitor(request))  # type: ignore[assignment]


def find_visitor(request: HttpRequest) -> User | AnonymousUser:
    """Return who is signed in; where their sessions were all ended, nobody, and this one is emptied.

    They know whether they have shown a second factor, for what staff may read with it only.
    """
    user = _find_user(request)
    if isinstance(user, User):
        user.shows_second_factor = partial(may_work, request)
    return user


def _find_user(request: HttpRequest) -> User | AnonymousUser:
    session = request.session
    if isinstance(session, SessionStore):
        user = session.find_user()
        if user is not None and _is_signed_in(user, session):
            return user
    return auth.get_user(request)


def _is_signed_in(user: User, session: SessionStore) -> bool:
    """Return whether Django would take this user; where not, it is left to do what is to be done."""
    return (
        session.get(auth.SESSION_KEY) == str(user.pk)
        and session.get(auth.BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(auth.HASH_SESSION_KEY, ""), user.get_session_auth_hash())
    )
