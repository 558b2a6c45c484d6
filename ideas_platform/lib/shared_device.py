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
from django_htmx.http import HttpResponseClientRedirect

from ideas_platform.lib.responses import is_htmx, see_other
from ideas_platform.lib.return_address import add_return

GetResponse = Callable[[HttpRequest], HttpResponse]
IDLE = timedelta(minutes=15)
COOKIE = f"{settings.COOKIE_PREFIX}shared"
_MARK = "shared"
_ENDED = "ideas_platform.ended_visitor"


def end_idle_visits(get_response: GetResponse) -> GetResponse:
    """Return a middleware that signs out whoever has not clicked for fifteen minutes on a shared device."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_shared(request):
            return get_response(request)
        if request.user.is_authenticated and not _clicked_lately(request.COOKIES[COOKIE]):
            return _end_visit(request, get_response)
        response = get_response(request)
        # Who has just signed in has clicked, however long ago somebody else did on this computer.
        if request.user.is_authenticated and COOKIE not in response.cookies:
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


def is_shared(request: HttpRequest) -> bool:
    """Return whether others use this computer too, as somebody has said on it."""
    return bool(request.COOKIES.get(COOKIE))


def _clicked_lately(cookie: str) -> bool:
    try:
        return TimestampSigner().unsign(cookie, max_age=IDLE) == _MARK
    except BadSignature:
        return False


def find_ended_visitor(request: HttpRequest) -> object:
    """Return the user whose visit has ended with this request, None where none has."""
    return request.META.get(_ENDED)


def _lead_back(request: HttpRequest) -> HttpResponse:
    """Return the way to signing in and back; to htmx for the whole page, not for a part of it."""
    way = add_return(reverse("sign_in"), request.get_full_path())
    return HttpResponseClientRedirect(way) if is_htmx(request) else see_other(way)


def _end_visit(request: HttpRequest, get_response: GetResponse) -> HttpResponse:
    """Sign out. What was sent is answered as what a visitor sends: so its text can be kept until sign-in."""
    request.META[_ENDED] = request.user
    logout(request)
    messages.info(request, _("You were signed out: nobody clicked here for 15 minutes."))
    response = get_response(request) if request.method == "POST" else _lead_back(request)
    # It stays a shared computer, for who signs in next.
    mark_shared(response)
    return response
