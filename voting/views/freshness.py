"""Whether the reader has the newest results already: told without working out the page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from ideas_platform.lib.responses import is_htmx
from voting.models import Board
from workshops.domain.visits import Visit

SEEN = "seen"
MESSAGES = "messages"


def make_tag(request: HttpRequest, visit: Visit, board: Board | None) -> str:
    """Return the ETag of a board's page as this reader sees it past the gate, or "" where it may change.

    It is a keyed hash, so who sends it back was shown this very page: the gate need not be asked again.
    Nothing is promised while a message waits to be shown.
    """
    if board is None or request.COOKIES.get(MESSAGES):
        return ""
    cookies = (settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)
    reader = [request.COOKIES.get(name, "") for name in cookies]
    workshop = visit.workshop
    what = [board.version.hex, str(workshop.seen_version), workshop.phase, workshop.title]
    parts = [*reader, str(get_language()), request.get_full_path(), *what]
    return f'W/"{salted_hmac("voting.board", chr(0).join(parts), algorithm="sha256").hexdigest()[:32]}"'


def answer_unchanged(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """Return the 304 for who has this page already; None where the page is to be made."""
    return (
        get_conditional_response(request, etag=tag) if tag and request.headers.get("If-None-Match") else None
    )


def asks_for_news(request: HttpRequest) -> bool:
    """Return whether a page that is open asks if there is something newer."""
    return is_htmx(request) and SEEN in request.GET


def answer_news(request: HttpRequest, board: Board | None) -> HttpResponse:
    """Return the line that leads to newer results, or 204 where what the page shows is the newest."""
    if board is None or board.version.hex == request.GET[SEEN]:
        return HttpResponse(status=204)
    query = request.GET.copy()
    del query[SEEN]
    return render(
        request, "voting/_news.html", {"address": f"{request.path}?{query.urlencode()}".rstrip("?")}
    )
