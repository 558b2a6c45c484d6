"""Close, extend, open again: a page each, which says what happens and when, and shows what will be posted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.dates import say_when
from ideas_platform.lib.refusals import Refusal, WrongPhase
from ideas_platform.lib.responses import see_other
from workshops.admin.dates_form import DatesForm
from workshops.admin.scope import find_organised, list_pages
from workshops.domain.date_plans import DatePlan, carry_out, may_move_dates, plan_close, plan_new_dates
from workshops.domain.date_words import say_what_a_close_does, say_what_new_dates_do
from workshops.models import Workshop
from workshops.phases import Phase

PAGE = "admin/workshops/workshop/dates.html"
CLOSE, KEEP_CLOSED = gettext_lazy("Close the workshop"), gettext_lazy("Keep it closed")
EXTEND, REOPEN = gettext_lazy("Extend"), gettext_lazy("Open again")
NOT_OPEN = gettext_lazy("Only an open workshop can be closed.")
NOT_RUNNING = gettext_lazy("Only an open workshop can be extended.")
NOT_CLOSED = gettext_lazy("Only a closed workshop whose results are not out can be opened again.")


def list_date_addresses() -> list[URLPattern]:
    """Return the addresses of the buttons that move the dates of a workshop."""
    return list_pages(
        [
            ("<uuid:key>/closing/", change_close, "closing"),
            ("<uuid:key>/extension/", extend, "extension"),
            ("<uuid:key>/reopening/", reopen, "reopening"),
        ]
    )


@require_http_methods(["GET", "HEAD", "POST"])
def change_close(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what closing an open workshop does, or keeping one closed that would open again; a POST does it."""
    workshop = find_organised(request, key)
    title = KEEP_CLOSED if workshop.phase == Phase.CLOSED else CLOSE
    if request.method == "POST":
        return _carry_out(request, workshop, plan_close)
    try:
        plan = plan_close(workshop)
    except WrongPhase as refusal:
        words = NOT_OPEN if refusal.message == WrongPhase.message else refusal.message
        return _show(request, workshop, title, {"obstacle": words})
    sentences = say_what_a_close_does(workshop, plan)
    return _show(request, workshop, title, {"plan": plan, "sentences": sentences})


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask for other dates of an open workshop, then say what they do; a POST sets them."""
    workshop = find_organised(request, key)
    can_change = may_move_dates(workshop) and workshop.phase == Phase.OPEN
    return _move(request, workshop, EXTEND, "" if can_change else NOT_RUNNING)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """Ask until when a closed workshop is to be open again, then say what that does; a POST does it."""
    workshop = find_organised(request, key)
    can_change = may_move_dates(workshop) and workshop.phase == Phase.CLOSED
    return _move(request, workshop, REOPEN, "" if can_change else NOT_CLOSED)


def _move(
    request: HttpRequest, workshop: Workshop, title: str | Promise, obstacle: str | Promise
) -> HttpResponse:
    if obstacle:
        return _show(request, workshop, title, {"obstacle": obstacle})
    sent = request.POST if request.method == "POST" else request.GET
    form = DatesForm(workshop, sent if "closes_at_0" in sent else None)
    if not form.is_valid():
        return _show(request, workshop, title, {"form": form}, status=422 if form.is_bound else 200)
    closes_at: datetime = form.cleaned_data["closes_at"]
    make_plan = partial(plan_new_dates, closes_at=closes_at, ideas_until=form.cleaned_data["ideas_until"])
    if request.method == "POST":
        return _carry_out(request, workshop, make_plan)
    plan = make_plan(workshop)
    context = {"plan": plan, "sentences": say_what_new_dates_do(workshop, plan), "sent": form.list_sent()}
    return _show(request, workshop, title, context)


def _carry_out(
    request: HttpRequest, workshop: Workshop, make_plan: Callable[[Workshop], DatePlan]
) -> HttpResponse:
    """Do what was read and lead to the workshop; where it is something else now, lead back to read it."""
    try:
        plan = carry_out(workshop, make_plan, request.POST.get("seal", ""))
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
        return see_other(request.get_full_path())
    posted = _("Done. This is posted: “%(title)s”.")
    messages.success(request, posted % {"title": plan.notice.title} if plan.notice else _("Done."))
    return see_other(_find_back(workshop))


def _show(
    request: HttpRequest,
    workshop: Workshop,
    title: str | Promise,
    context: Mapping[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    shared = {
        **admin.site.each_context(request),
        "title": title,
        "workshop": workshop,
        "back_url": _find_back(workshop),
        "closes_in_words": say_when(workshop.closes_at) if workshop.closes_at else "",
    }
    return TemplateResponse(request, PAGE, {**shared, **context}, status=status)


def _find_back(workshop: Workshop) -> str:
    return reverse("admin:workshops_workshop_change", args=[workshop.pk])
