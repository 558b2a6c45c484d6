"""What was sent by a page that was too old, or was far too long: it is kept as what waits for sign-in is."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import TooManyFieldsSent
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _

from ideas_platform.lib.refusals import TooMany
from ideas_platform.lib.responses import find_form_address, is_from_here, is_htmx
from workshops.domain.visits import visit_workshop
from workshops.models import User
from workshops.sign_in.pending import Fields
from workshops.sign_in.pending_cookie import Back, keep_form, set_pending_cookie

# Of what is far too long, so much is read: enough for the longest text in any script.
MOST_BYTES = 200_000

Kept = tuple[str, str]
Reading = Callable[[HttpRequest, ResolverMatch], tuple[Fields, Back]]


FORMS: dict[str, Reading] = {}


def register_form(name: str, reading: Reading) -> None:
    """Let what is sent to the address of this name be kept: what, and where it comes back, says `reading`."""
    FORMS[name] = reading


def answer_stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Return the 403 for a form without its token: what was sent is kept, and the page leads back to it."""
    kept = keep_what_was_sent(request)
    if is_htmx(request):
        words = _("Your page was too old. Load it again: what you wrote or chose is still here.")
        response = HttpResponse(words, content_type="text/plain", status=403)
    else:
        response = _show(request, "403_csrf.html", 403, kept)
    if kept:
        set_pending_cookie(response, kept[0])
    return response


def answer_too_long(request: HttpRequest) -> HttpResponse:
    """Return the 413 for more than we take. Its beginning is kept, so that it can be made shorter."""
    request.POST = read_beginning(request)  # type: ignore[assignment]
    if is_htmx(request):
        words = _("What you sent is too long. Make it shorter and send it again.")
        return HttpResponse(words, content_type="text/plain", status=413)
    try:
        kept = keep_what_was_sent(request)
    except DatabaseError:
        kept = None
    response = _show(request, "413.html", 413, kept)
    if kept:
        set_pending_cookie(response, kept[0])
    return response


def keep_what_was_sent(request: HttpRequest) -> Kept | None:
    """Keep what was sent by a page of ours; return the cookie's value and the way back, None where it is not.

    What another site sends is not kept: it would push out what waits.
    """
    try:
        match = resolve(request.path_info)
        reading = FORMS.get(match.view_name)
        if reading is None or not is_from_here(request):
            return None
        fields, back = reading(request, match)
        if not any(fields.values()):
            return None
        return keep_form(request, fields, back, owner=_find_owner(request, match.kwargs["slug"]))
    except (Resolver404, Http404, TooMany):
        return None


def read_beginning(request: HttpRequest) -> QueryDict:
    """Return the beginning of a form that is longer than we take; empty where it cannot be read."""
    if request.content_type != "application/x-www-form-urlencoded":
        return QueryDict()
    try:
        return QueryDict(request.read(MOST_BYTES).decode("ascii", "ignore"))
    except (OSError, TooManyFieldsSent):
        return QueryDict()


def _find_owner(request: HttpRequest, slug: str) -> str:
    if not isinstance(request.user, User):
        return ""
    return request.user.email if visit_workshop(request.user, slug).membership is not None else ""


def _show(request: HttpRequest, template: str, status: int, kept: Kept | None) -> HttpResponse:
    way = kept[1] if kept else ""
    context = {"way_back": way, "form_address": way or find_form_address(request)}
    return render(request, template, context, status=status)
