"""The page that answers a form without leading on stands at an address of its own.

A mistake in it, a refusal, a check before the deed: a browser that is sent such a page as the answer to a
POST asks, when one loads it again or goes back to it, whether to send everything once more. So the page is
kept for half an hour and the browser is led to it. It is kept as texts are that wait: in a row that only this
browser's cookie opens, and for who is signed in only their address besides. It goes when its form is sent,
and when somebody signs in, signs out or leaves quickly.
"""

import hashlib
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict

from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import TooMany
from ideas_platform.lib.responses import find_form_address, is_htmx, see_other
from workshops.models import User
from workshops.sign_in.pending import LIFE, WAITING_TEXTS, Kept, delete_texts, keep_text, open_texts
from workshops.sign_in.rate_limits import place_of

GetResponse = Callable[[HttpRequest], HttpResponse]
COOKIE = f"{settings.COOKIE_PREFIX}answers"
# In the address of the page: which of those that this browser may load again.
MARK = "answer"
MOST_PAGES = 4
# What a browser says of a page that somebody has sent by pressing a button of ours.
PRESSED_HERE = ("navigate", "same-origin")


def stand_by_itself(get_response: GetResponse) -> GetResponse:
    """Return a middleware that leads from the POST to the page that answers it, with 303, and shows it there.

    The page has the status there that it would have had. Programs, which do not say that they show a page to
    somebody, get it at once; so does everybody where no more can be kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and MARK in request.GET:
            return _show(request)
        _take_mark_away(request)
        held = read_secrets(request)
        owner = _find_owner(request) if held else ""
        response = get_response(request)
        if held and _find_owner(request) != owner:
            forget_answers(request, response)
        elif _is_pressed_here(request):
            return _lead_on(request, response) if _is_page(response) else _forget_form(request, response)
        return response

    return middleware


def forget_answers(request: HttpRequest, response: HttpResponse) -> None:
    """Delete all pages of this browser."""
    if held := read_secrets(request):
        delete_texts(held)
        response.delete_cookie(COOKIE, samesite="Lax")


def read_secrets(request: HttpRequest) -> list[str]:
    """Return the secrets that open the pages of this browser, the newest first."""
    return [secret for secret in request.COOKIES.get(COOKIE, "").split(".") if secret][:MOST_PAGES]


def _show(request: HttpRequest) -> HttpResponse:
    """Return the page that was kept; where it is gone, the way to its form."""
    opened = open_texts(read_secrets(request), address=_find_owner(request))
    wanted = request.GET.get(MARK)
    for secret, kept in opened.items():
        if _name(secret) == wanted and kept.place == request.path:
            return _unpack(kept)
    return HttpResponseRedirect(_mark(request.get_full_path()))


def _take_mark_away(request: HttpRequest) -> None:
    """Let no view see the name of the page whose form was sent: to a list of the admin it is a fault.

    A form that says nothing else is sent to the address of its page.
    """
    if MARK in request.GET:
        query = urlsplit(_mark(request.get_full_path())).query
        request.META["QUERY_STRING"], request.GET = query, QueryDict(query)


def _lead_on(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    address = find_form_address(request)
    held = read_secrets(request)
    try:
        limit_rate(WAITING_TEXTS, getattr(request.user, "pk", None) or place_of(request))
        fields = {
            "page": b64encode(zlib.compress(response.content)).decode(),
            "status": str(response.status_code),
            "retry_after": response.get("Retry-After", ""),
        }
        secret = keep_text(urlsplit(address).path, fields, address=_find_owner(request))
        delete_texts(held[MOST_PAGES - 1 :])
    except (TooMany, DatabaseError):
        return response
    answer = see_other(_mark(address, _name(secret)))
    answer.cookies = response.cookies
    _hand_out(answer, [secret, *held][:MOST_PAGES])
    return answer


def _forget_form(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the response, without the pages that answered this form before: it has led on."""
    held = read_secrets(request)
    path = urlsplit(find_form_address(request)).path
    over = [one for one, kept in open_texts(held, address=_find_owner(request)).items() if kept.place == path]
    if held and over:
        delete_texts(over)
        _hand_out(response, [secret for secret in held if secret not in over])
    return response


def _is_pressed_here(request: HttpRequest) -> bool:
    said = (request.META.get("HTTP_SEC_FETCH_MODE"), request.META.get("HTTP_SEC_FETCH_SITE"))
    return request.method == "POST" and said == PRESSED_HERE and not is_htmx(request)


def _is_page(response: HttpResponse) -> bool:
    """Return whether this is a page and no way to one. After a fault of ours it is best sent again."""
    is_told = 200 <= response.status_code < 300 or 400 <= response.status_code < 500
    is_file = response.streaming or "Content-Disposition" in response
    return is_told and not is_file and response.get("Content-Type", "").startswith("text/html")


def _find_owner(request: HttpRequest) -> str:
    return request.user.email if isinstance(request.user, User) else ""


def _name(secret: str) -> str:
    return hashlib.sha256(f"name of {secret}".encode()).hexdigest()[:16]


def _mark(address: str, name: str = "") -> str:
    """Return the address with the name of a page in it, or with none."""
    parts = urlsplit(address)
    query = QueryDict(parts.query, mutable=True)
    query.pop(MARK, None)
    if name:
        query[MARK] = name
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{query.urlencode()}" if query else path


def _unpack(kept: Kept) -> HttpResponse:
    page = zlib.decompress(b64decode(kept.fields["page"]))
    response = HttpResponse(page, status=int(kept.fields["status"]))
    if kept.fields["retry_after"]:
        response.headers["Retry-After"] = kept.fields["retry_after"]
    return response


def _hand_out(response: HttpResponse, secrets: Sequence[str]) -> None:
    if not secrets:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_cookie(
        COOKIE,
        ".".join(secrets),
        max_age=int(LIFE.total_seconds()),
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
