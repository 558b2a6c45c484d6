"""The cookie by which a browser gets back the texts that were written before signing in, or before checking.

It holds the only secrets that open the rows, for half an hour, and scripts cannot read it. They go with the
rows when a text is sent or thrown away, when somebody signs out or leaves quickly, and those that are sealed
to one person when another one signs in.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.http import urlencode

from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.shared_device import find_ended_visitor
from workshops.models import User
from workshops.sign_in.pending import LIFE, WAITING_TEXTS, Fields, Kept, delete_texts, keep_text, open_texts
from workshops.sign_in.rate_limits import place_of

COOKIE = f"{settings.COOKIE_PREFIX}pending"
# In the address to come back to: it tells who signs in on the way back from who just signs in.
MARK = "kept"
# Each place where something can be written has one text that waits, and a browser has this many.
MOST_TEXTS = 4
KEEP_ON_SIGNING_OUT = "keep_text"
_OPENED = "workshops.opened_texts"


class Step(StrEnum):
    """What is next for a text that waits, as the address to come back to says it."""

    SEND = "1"
    CHECK = "check"
    CHANGE = "change"


@dataclass(frozen=True)
class Back:
    """Where a text that waits stands, and what is next for it there.

    What follows a "#" in the place tells apart what stands at one address. The anchor is the part of the page
    where the text is found again, for who would have to look for it.
    """

    place: str
    step: Step = Step.SEND
    query: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    anchor: str = ""

    def find_address(self, code: str = "") -> str:
        """Return the address to come back to, with the join code if there is one."""
        words = {MARK: self.step.value, **({"code": code} if code else {}), **self.query}
        anchor = f"#{self.anchor}" if self.anchor else ""
        return f"{self.place.partition('#')[0]}?{urlencode(words, doseq=True)}{anchor}"


def keep_form(
    request: HttpRequest, fields: Fields, back: Back | None = None, *, owner: str = ""
) -> tuple[str, str]:
    """Store what the form was filled in with; return the cookie's value and the address to come back to.

    It stands at the address that it was sent to, unless `back` says otherwise, and replaces a text that this
    browser has kept for the same place. It is sealed to the owner's address; what is sent after the idle end
    of a visit to that visitor's. Who is signed in and has not joined may still come in with another address,
    so theirs is not. The join code in the address is kept too. Raises TooMany where too many texts wait.
    """
    back = back or Back(request.path)
    limit_rate(WAITING_TEXTS, getattr(request.user, "pk", None) or place_of(request))
    ended = find_ended_visitor(request)
    new = keep_text(back.place, fields, address=ended.email if isinstance(ended, User) else owner)
    held = read_secrets(request)
    others = [secret for secret in held if _place_of(request, secret) != back.place]
    kept = [new, *others][:MOST_TEXTS]
    delete_texts([secret for secret in held if secret not in kept])
    return ".".join(kept), back.find_address(request.GET.get("code", ""))


def set_pending_cookie(response: HttpResponse, value: str) -> None:
    """Give the browser the secrets of its texts."""
    response.set_cookie(
        COOKIE,
        value,
        max_age=int(LIFE.total_seconds()),
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def find_kept(request: HttpRequest, part: str = "") -> Kept | None:
    """Return what waits for the form here, or for the part of the page of this name.

    Who is signed in gets it in any case; a visitor only where the address says that they came for it.
    """
    if not (isinstance(request.user, User) or MARK in request.GET):
        return None
    place = f"{request.path}#{part}" if part else request.path
    texts = _open_all(request).values()
    return next((kept for kept in texts if kept.place == place), None)


def find_form(request: HttpRequest, part: str = "") -> Fields | None:
    """Return what the form here was filled in with before, if it waits."""
    kept = find_kept(request, part)
    return kept.fields if kept else None


def find_at(request: HttpRequest, place: str) -> Kept | None:
    """Return what waits in this browser for this place, None where nothing does."""
    return next((kept for kept in _open_all(request).values() if kept.place == place), None)


def find_waiting_text(request: HttpRequest, onward: str = "") -> Kept | None:
    """Return a text that whoever signs in here gets, first that of the address to go on to."""
    texts = list(_open_all(request).values())
    path = urlsplit(onward).path
    wanted = (kept for kept in texts if kept.place.partition("#")[0] == path)
    return next(wanted, texts[0] if texts else None)


def has_pending(request: HttpRequest) -> bool:
    """Return whether this browser has a text that waits, whoever wrote it."""
    return bool(request.COOKIES.get(COOKIE))


def comes_back(address: str) -> bool:
    """Return whether this address is one to come back to for a text."""
    return MARK in QueryDict(urlsplit(address).query)


def settle(request: HttpRequest, response: HttpResponse, address: str) -> None:
    """Keep of the texts those that open for this address, whose owner has just signed in."""
    held = read_secrets(request)
    mine = open_texts(held, address=address) if held else {}
    _drop(request, response, [secret for secret in held if secret not in mine])


def forget_text(request: HttpRequest, response: HttpResponse, place: str = "") -> None:
    """Delete the text of a place, or all that wait, and their secrets."""
    held = read_secrets(request)
    _drop(request, response, [one for one in held if not place or _place_of(request, one) == place])


def read_secrets(request: HttpRequest) -> list[str]:
    """Return the secrets that this browser holds, the newest first."""
    return [secret for secret in request.COOKIES.get(COOKIE, "").split(".") if secret][:MOST_TEXTS]


def _drop(request: HttpRequest, response: HttpResponse, secrets: Sequence[str]) -> None:
    if not secrets:
        return
    delete_texts(secrets)
    rest = [secret for secret in read_secrets(request) if secret not in secrets]
    if rest:
        set_pending_cookie(response, ".".join(rest))
    else:
        response.delete_cookie(COOKIE, samesite="Lax")


def _place_of(request: HttpRequest, secret: str) -> str:
    kept = _open_all(request).get(secret)
    return kept.place if kept else ""


def _open_all(request: HttpRequest) -> dict[str, Kept]:
    """Return what opens for the one who asks, looked up once for each request."""
    if _OPENED not in request.META:
        held = read_secrets(request)
        address = request.user.email if isinstance(request.user, User) else ""
        request.META[_OPENED] = open_texts(held, address=address) if held else {}
    opened: dict[str, Kept] = request.META[_OPENED]
    return opened


def forget_with_the_visit(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return a middleware that deletes what waits when its author signs out or is signed out.

    Not where they sign out in order to come in with another address, which may join.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        was_signed_in = has_pending(request) and request.user.is_authenticated
        response = get_response(request)
        is_out = was_signed_in and not request.user.is_authenticated and COOKIE not in response.cookies
        if is_out and KEEP_ON_SIGNING_OUT not in request.POST:
            forget_text(request, response)
        return response

    return middleware
