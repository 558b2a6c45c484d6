"""The big screen of a live session, and what it looks at on people's phones. Both only read."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from events.domain.on_screen import Shown, find_session, find_shown
from events.models import LiveSession, ScreenItem
from ideas.views.ideas import IdeaPage
from ideas.views.workshop import WorkshopPage
from ideas_platform.lib.qr_codes import draw_qr_code
from ideas_platform.lib.responses import is_htmx
from organising.domain.packs import list_codes
from workshops.domain.letters import absolute
from workshops.domain.visits import Visit, find_way_in, visit_workshop
from workshops.models import Workshop
from workshops.statistics.on_screen import read_screen_numbers

SEEN = "seen"
# Without width: a line may end here.
MAY_BREAK = "\u200b"


@require_safe
def show_screen(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show the screen to whoever has its address, without sign-in; htmx gets what has changed since, or 204.

    Raises Http404 for a key that is not that of the session which was opened last.
    """
    workshop = get_object_or_404(Workshop.objects.with_phase(), slug=slug)
    session = find_session(workshop)
    if session is None or not constant_time_compare(session.key, key):
        raise Http404
    content = render_to_string("events/_screen.html", _describe_screen(session))
    mark = sha256(content.encode()).hexdigest()[:16]
    if is_htmx(request) and request.GET.get(SEEN) == mark:
        return HttpResponse(status=204)
    context = {"workshop": workshop, "content": content, "address": f"{request.path}?{SEEN}={mark}"}
    page = "events/_screen_part.html" if is_htmx(request) else "events/screen.html"
    return render(request, page, context)


def _describe_screen(session: LiveSession) -> dict[str, Any]:
    workshop = session.workshop
    address = absolute(reverse("events:room", args=[workshop.slug]))
    code = session.join_code if workshop.is_live and _is_usable(session) else ""
    return {
        "workshop": workshop,
        "shown": find_shown(session),
        "short_address": address.partition("://")[2].rstrip("/").replace("/", f"/{MAY_BREAK}"),
        "join_code": code,
        "qr_code": draw_qr_code(f"{address}?{urlencode({'code': code})}" if code else address),
        "numbers": read_screen_numbers(workshop),
    }


def _is_usable(session: LiveSession) -> bool:
    codes = list_codes(session.workshop).values() if session.join_code else ()
    return session.join_code in {code.code for code in codes}


@require_safe
def show_room(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what the hall looks at to who may read ideas; others are led in. It never changes by itself."""
    visit = visit_workshop(request.user, slug)
    session = find_session(visit.workshop) if visit.workshop.is_live else None
    shown = find_shown(session) if session else None
    reads = visit.reads_as_member
    code = request.GET.get("code", "")
    context = {
        "workshop": visit.workshop,
        "membership": visit.membership,
        "reads": reads,
        "shown": shown if reads else None,
        "item_address": _find_address(visit.workshop, shown) if shown else "",
        "way_in": "" if reads else find_way_in(visit, back=request.path, code=code),
    }
    return render(request, "events/room.html", context)


def _find_address(workshop: Workshop, shown: Shown) -> str:
    """Return the ordinary page of what is shown: where one votes or answers, or the board."""
    if shown.item.kind == ScreenItem.Kind.POLL:
        return reverse("workshops:poll", args=[workshop.slug])
    if shown.item.kind == ScreenItem.Kind.BOARD:
        return reverse("voting:board", args=[workshop.slug, shown.item.board])
    return shown.idea.get_absolute_url() if shown.idea else ""


def show_on_idea(_request: HttpRequest, page: IdeaPage) -> SafeString:
    """Return the way to the live session on the page of an idea, "" where none is on."""
    return _lead_to_room(page.visit)


def show_on_workshop(_request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the same for the page of the workshop."""
    return _lead_to_room(page.visit)


def show_on_queue(_request: HttpRequest, visit: Visit) -> SafeString:
    """Return the same for the queue."""
    return _lead_to_room(visit)


def _lead_to_room(visit: Visit) -> SafeString:
    if not visit.workshop.is_live:
        return SafeString("")
    return render_to_string("events/_live.html", {"slug": visit.workshop.slug})
