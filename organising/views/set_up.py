"""The set-up of a workshop: its check list with the ways to each step, and the card on the desk."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from moderation.views.staff_page import show_page
from organising.domain.steps import STEP_OF, Progress, Step, find_progress
from organising.forms.dates import PlannedDatesForm
from organising.forms.joining import QuestionsForm
from organising.forms.moderation import ModerationForm
from organising.forms.poll import PollForm
from organising.forms.purpose import PurposeForm
from organising.views.organiser_page import organiser_page
from organising.views.step_page import find_address, list_steps, load, write_step
from workshops.domain.openings import list_needed
from workshops.domain.poll_text import PollText
from workshops.domain.starting import say_missing
from workshops.domain.workshop_makers import may_make_workshops
from workshops.models import Membership, Workshop
from workshops.phases import NOT_YET_OPEN


@require_safe
@organiser_page
def show_set_up(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what is ready and what is missing, each with its step."""
    workshop = membership.workshop
    progress = find_progress(workshop)
    missing = list_missing(workshop, progress)
    context = {
        "steps": list_steps(workshop, progress),
        "missing": missing,
        "is_unopened": workshop.phase in NOT_YET_OPEN,
        "lacks_needed": not workshop.practice and any(row["is_needed"] for row in missing),
        "makes_workshops": may_make_workshops(request.user),
        "press": uuid4(),
    }
    return show_page(request, membership, "set_up/set_up", context)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_purpose(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what the workshop is for; a POST changes it."""
    return write_step(request, membership, Step.PURPOSE, PurposeForm)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_dates(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the dates; a POST changes them until the workshop opens. Afterwards buttons move them."""
    response = write_step(request, membership, Step.DATES, PlannedDatesForm)
    if response.status_code == HTTPStatus.SEE_OTHER:
        _tell_missing(request, load(membership.workshop))
    return response


def _tell_missing(request: HttpRequest, workshop: Workshop) -> None:
    """Say, where a day of opening is set, what keeps it from opening then, and what else is missing."""
    if workshop.opens_at is None or workshop.phase not in NOT_YET_OPEN:
        return
    if needed := "; ".join(str(item.label) for item in list_needed(workshop)):
        words = _("On that day it opens only if this is there: %(needed)s.")
        messages.warning(request, words % {"needed": needed})
    for sentence in say_missing(workshop):
        messages.warning(request, sentence)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_questions(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what people are asked when they join; a POST changes it."""
    return write_step(request, membership, Step.QUESTIONS, QuestionsForm)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_poll(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the straw poll; a POST changes it until the workshop opens."""
    poll = PollText().read(membership.workshop)
    return write_step(request, membership, Step.POLL, PollForm, poll=poll)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_moderation(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show how texts are moderated and released; a POST changes it."""
    return write_step(request, membership, Step.MODERATION, ModerationForm)


def list_missing(workshop: Workshop, progress: Progress) -> list[dict[str, Any]]:
    """Return what is missing, the needed first, each with its step; what is the operator's has none."""
    rows = [
        {
            "label": item.label,
            "is_needed": item.is_needed,
            "url": find_address(workshop, STEP_OF[item.name]) if item.name in STEP_OF else "",
        }
        for item in progress.missing
    ]
    return sorted(rows, key=lambda row: not row["is_needed"])


def show_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of the desk, for organisers: how far the set-up is, and the buttons about dates."""
    if not membership.is_organiser:
        return SafeString("")
    workshop = membership.workshop
    progress = find_progress(workshop) if workshop.phase in NOT_YET_OPEN else None
    context = {
        "workshop": workshop,
        "membership": membership,
        "steps": list_steps(workshop, progress) if progress else None,
    }
    return render_to_string("desk/set_up/_card.html", context, request)
