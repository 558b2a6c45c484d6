"""The cookie by which a browser gets back the text that was written before signing in.

It holds the only secret that opens the row, for half an hour, and scripts cannot read it. It goes with the
row when the text is sent, when somebody signs out or leaves quickly, and when somebody else signs in.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import urlencode

from ideas_platform.lib.shared_device import find_ended_visitor
from workshops.domain.pending import (
    LIFE,
    Fields,
    delete_text,
    find_text,
    is_sealed_to,
    keep_text,
    seal_text,
)
from workshops.models import User

COOKIE = f"{settings.COOKIE_PREFIX}pending"
# In the address to come back to: it tells who signs in on the way back from who just signs in.
MARK = "kept"


def keep_form(request: HttpRequest, fields: Fields, *, place: str = "") -> tuple[str, str]:
    """Store what the form was filled in with; return the secret and the address to come back to.

    That is `place`, where the form does not stand at the address that it is sent to. It takes the place of a
    text that this browser has kept before. The join code in the address is kept too. Where somebody is signed
    in, or was until this request, nobody else gets it. Raises TooMany where too many texts wait.
    """
    place = place or request.path
    secret = keep_text(place, fields, address=_find_writer(request))
    forget_row(request)
    code = request.GET.get("code", "")
    return secret, f"{place}?{urlencode({MARK: '1', **({'code': code} if code else {})})}"


def _find_writer(request: HttpRequest) -> str:
    writer = find_ended_visitor(request) or request.user
    return writer.email if isinstance(writer, User) else ""


def hand_out(response: HttpResponse, secret: str) -> None:
    """Give the browser the secret of its text."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(LIFE.total_seconds()),
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def find_form(request: HttpRequest) -> Fields | None:
    """Return what the one who is signed in now filled in the form here with before, if it waits."""
    secret = request.COOKIES.get(COOKIE)
    if not secret or not isinstance(request.user, User):
        return None
    return find_text(secret, request.path, address=request.user.email)


def is_waiting(request: HttpRequest) -> bool:
    """Return whether this browser has a text that waits, whoever wrote it."""
    return bool(request.COOKIES.get(COOKIE))


def comes_back(address: str) -> bool:
    """Return whether this address is one to come back to for a text."""
    return MARK in QueryDict(urlsplit(address).query)


def note_address(request: HttpRequest, address: str, onward: str) -> None:
    """Seal the text to the address that was typed on the way back to it, unless another one was first."""
    secret = request.COOKIES.get(COOKIE)
    if secret and comes_back(onward):
        seal_text(secret, address)


def settle(request: HttpRequest, response: HttpResponse, address: str) -> None:
    """Keep the text only if it waits for this address, whose owner has just signed in."""
    secret = request.COOKIES.get(COOKIE)
    if secret and not is_sealed_to(secret, address):
        forget_text(request, response)


def forget_text(request: HttpRequest, response: HttpResponse) -> None:
    """Delete the text and its cookie."""
    if is_waiting(request):
        forget_row(request)
        response.delete_cookie(COOKIE, samesite="Lax")


def forget_row(request: HttpRequest) -> None:
    """Delete the text; its cookie is worth nothing afterwards."""
    if secret := request.COOKIES.get(COOKIE):
        delete_text(secret)


def forget_with_the_visit(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware that deletes what waits when its author signs out or is signed out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        was_signed_in = is_waiting(request) and request.user.is_authenticated
        response = get_response(request)
        if was_signed_in and not request.user.is_authenticated and COOKIE not in response.cookies:
            forget_text(request, response)
        return response

    return middleware
