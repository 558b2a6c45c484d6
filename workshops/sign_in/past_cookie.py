"""The cookie of a browser in which the PIN was shown: one for each workshop, for this visit only.

It opens nothing in another visit, goes when this one ends, and nothing is written to the database when it is
given or looked at.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from workshops.domain.pins import make_pass
from workshops.models import Membership, User

PREFIX = f"{settings.COOKIE_PREFIX}past-"


def show_passes(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware that tells the user of a request which passes the browser holds.

    Where nobody is signed in, or not any more, the browser loses them.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        held_here = {name: held for name, held in request.COOKIES.items() if name.startswith(PREFIX)}
        passes = {name.removeprefix(PREFIX): held for name, held in held_here.items()}
        if passes and isinstance(request.user, User):
            request.user.passes = passes
            request.user.visit_key = str(request.session.session_key)
        response = get_response(request)
        if passes and not request.user.is_authenticated:
            for name in held_here:
                response.delete_cookie(name, samesite="Lax")
        return response

    return middleware


def open_past(request: HttpRequest, response: HttpResponse, actor: Membership) -> None:
    """Give the browser the pass of this member, whose PIN it has just shown."""
    held = make_pass(actor, str(request.session.session_key))
    name = f"{PREFIX}{actor.workshop.slug}"
    response.set_cookie(name, held, secure=settings.SECURE, httponly=True, samesite="Lax")


def shut_past(response: HttpResponse, actor: Membership) -> None:
    """Take the pass away again."""
    response.delete_cookie(f"{PREFIX}{actor.workshop.slug}", samesite="Lax")
