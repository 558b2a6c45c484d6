"""On a shared computer a visit ends after fifteen idle minutes.

The time of the last click lives in a signed cookie, not in the session: no request writes to the database.
"""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from ideas_platform.lib.responses import see_other

GetResponse = Callable[[HttpRequest], HttpResponse]
IDLE = timedelta(minutes=15)
COOKIE = f"{settings.COOKIE_PREFIX}shared"
_MARK = "shared"


def end_idle_visits(get_response: GetResponse) -> GetResponse:
    """Return a middleware that signs out whoever has not clicked for fifteen minutes on a shared device."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.COOKIES.get(COOKIE) or not request.user.is_authenticated:
            return get_response(request)
        if not _clicked_lately(request.COOKIES[COOKIE]):
            return _end_visit(request, get_response)
        response = get_response(request)
        if COOKIE not in response.cookies:
            mark_shared(response)
        return response

    return middleware


def mark_shared(response: HttpResponse) -> None:
    """Note in the browser that others use it too, and that somebody has clicked now."""
    response.set_cookie(
        COOKIE, TimestampSigner().sign(_MARK), secure=settings.SECURE, httponly=True, samesite="Lax"
    )


def mark_own(response: HttpResponse) -> None:
    """Note in the browser that nobody else uses it."""
    response.delete_cookie(COOKIE, samesite="Lax")


def _clicked_lately(cookie: str) -> bool:
    try:
        return TimestampSigner().unsign(cookie, max_age=IDLE) == _MARK
    except BadSignature:
        return False


def _end_visit(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    """Sign out. What was sent is answered as what a visitor sends: so its text can be kept until sign-in."""
    logout(request)
    messages.info(request, _("You were signed out: nobody clicked here for 15 minutes."))
    response = get_response(request) if request.method == "POST" else see_other(reverse("sign_in"))
    mark_own(response)
    return response
