"""Announce, open, pause, close, extend and open again: each says what happens and when before it is done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.dates import say_when
from ideas_platform.lib.refusals import Refusal, WrongPhase
from ideas_platform.lib.responses import see_other
from moderation.views.staff_page import show_page
from organising.forms.moved_dates import MovedDatesForm
from organising.views.organiser_page import organiser_page
from workshops.domain.date_plans import DatePlan, carry_out, may_move_dates, plan_close, plan_new_dates
from workshops.domain.date_words import say_what_a_close_does, say_what_new_dates_do
from workshops.domain.pause_words import say_what_a_pause_does
from workshops.domain.pausing import pause_workshop, resume_workshop, say_pause, say_resume
from workshops.domain.starting import Start, plan_announcement, plan_opening, start
from workshops.models import Membership, Workshop
from workshops.phases import Phase

MOVES = {Phase.OPEN: gettext_lazy("Extend"), Phase.CLOSED: gettext_lazy("Open again")}
CANNOT_MOVE = {
    Phase.OPEN: gettext_lazy("Only an open workshop can be extended."),
    Phase.CLOSED: gettext_lazy("Only a closed workshop whose results are not out can be opened again."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def announce(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Say what announcing does; a POST does it."""
    return _start(request, membership, _("Announce"), plan_announcement)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def open_now(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Say what opening at once does; a POST does it."""
    return _start(request, membership, _("Open now"), plan_opening)


def _start(
    request: HttpRequest, membership: Membership, title: str, make_plan: Callable[[Workshop], Start]
) -> HttpResponse:
    workshop = membership.workshop
    if request.method == "POST":
        opens = make_plan is plan_opening
        deed = partial(start, workshop, opens=opens, seal=request.POST.get("seal", ""))
        return _try(request, workshop, deed, _("It is open now.") if opens else _("It is announced now."))
    try:
        plan = make_plan(workshop)
    except Refusal as refusal:
        return _show(request, membership, title, {"obstacle": refusal.message})
    return _show(request, membership, title, {"sentences": plan.sentences, "seal": plan.seal})


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def pause(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Say what pausing does, or letting a paused one go on; a POST that names it as `deed` does it."""
    workshop = membership.workshop
    if request.method == "POST":
        return _pause_or_resume(request, workshop)
    title = _("Let it go on") if workshop.is_paused else _("Pause")
    if workshop.phase != Phase.OPEN:
        return _show(request, membership, title, {"obstacle": _("Only an open workshop can be paused.")})
    notice = say_resume(workshop) if workshop.is_paused else say_pause()
    context = {
        "sentences": say_what_a_pause_does(workshop),
        "notice": notice,
        "seal": notice.seal,
        "sent": [("deed", "resume" if workshop.is_paused else "pause")],
        "tells": True,
    }
    return _show(request, membership, title, context)


def _pause_or_resume(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    deed = request.POST.get("deed")
    if deed not in {"pause", "resume"}:
        raise BadRequest
    act = resume_workshop if deed == "resume" else pause_workshop
    done = _("The workshop goes on.") if deed == "resume" else _("The workshop is paused.")
    return _try(request, workshop, partial(act, workshop, seal=request.POST.get("seal", "")), done)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def close(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Say what closing does, or keeping one closed that would open again; a POST does it."""
    workshop = membership.workshop
    if request.method == "POST":
        return _carry_out(request, workshop, plan_close)
    title = _("Keep it closed") if workshop.phase == Phase.CLOSED else _("Close the workshop")
    try:
        plan = plan_close(workshop)
    except WrongPhase as refusal:
        is_plain = refusal.message == WrongPhase.message
        words = _("Only an open workshop can be closed.") if is_plain else refusal.message
        return _show(request, membership, title, {"obstacle": words})
    return _show_plan(request, membership, title, plan, sentences=say_what_a_close_does(workshop, plan))


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def extend(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ask for other dates of an open workshop, then say what they do; a POST sets them."""
    return _move(request, membership, Phase.OPEN)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def reopen(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ask until when a closed workshop is to be open again, then say what that does; a POST does it."""
    return _move(request, membership, Phase.CLOSED)


def _move(request: HttpRequest, membership: Membership, phase: Phase) -> HttpResponse:
    workshop = membership.workshop
    title = str(MOVES[phase])
    if not may_move_dates(workshop) or workshop.phase != phase:
        return _show(request, membership, title, {"obstacle": CANNOT_MOVE[phase]})
    sent = request.POST if request.method == "POST" else request.GET
    form = MovedDatesForm(workshop, sent if "closes_at_0" in sent else None)
    if not form.is_valid():
        return _show(request, membership, title, {"form": form}, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    make_plan = partial(plan_new_dates, closes_at=data["closes_at"], ideas_until=data["ideas_until"])
    if request.method == "POST":
        return _carry_out(request, workshop, make_plan)
    plan = make_plan(workshop)
    sentences = say_what_new_dates_do(workshop, plan)
    return _show_plan(
        request, membership, title, plan, sentences=sentences, sent=form.list_sent(), chosen=True
    )


def _carry_out(
    request: HttpRequest, workshop: Workshop, make_plan: Callable[[Workshop], DatePlan]
) -> HttpResponse:
    deed = partial(carry_out, workshop, make_plan, request.POST.get("seal", ""))
    return _try(request, workshop, deed, _("Done."))


def _try(request: HttpRequest, workshop: Workshop, deed: Callable[[], Any], done: str) -> HttpResponse:
    """Do what was read and lead to the set-up; where it is something else now, lead back to read it."""
    try:
        deed()
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
        return see_other(request.get_full_path())
    messages.success(request, done)
    return see_other(reverse("organising:set_up", args=[workshop.slug]))


def _show_plan(
    request: HttpRequest, membership: Membership, title: str, plan: DatePlan, **more: Any
) -> HttpResponse:
    context = {"notice": plan.notice, "seal": plan.seal, "tells": True, **more}
    return _show(request, membership, title, context)


def _show(
    request: HttpRequest, membership: Membership, title: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    closes_at = membership.workshop.closes_at
    shared = {"deed_title": title, "closes_in_words": say_when(closes_at) if closes_at else ""}
    return show_page(request, membership, "set_up/deed", {**shared, **context}, status=status)
