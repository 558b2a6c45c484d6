"""The desk's page of the self-assessment: its questions, how members see them, its rounds and results."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.responses import see_other, sent_data
from moderation.views.staff_page import show_page, staff_page
from pledges.domain.assessments import (
    SAVED_SINCE,
    begin_assessment,
    find_assessment,
    find_next_day,
    list_rounds,
    write_assessment,
)
from pledges.domain.who_decides import require_decider
from pledges.forms.assessments import AnswersForm, AssessmentForm, list_written
from pledges.models import Assessment, Round
from pledges.views.assessment import describe_results, name_upper
from workshops.models import Membership
from workshops.phases import OVER, Deed


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_assessment(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what is asked, and what came of it; a POST of an organiser stores other questions."""
    if request.method == "POST":
        require_decider(membership)
    assessment, rounds = find_assessment(membership.workshop), list_rounds(membership.workshop)
    written = list_written(assessment, starts="start" in request.GET)
    form = AssessmentForm(sent_data(request), initial=written)
    if form.is_bound and form.is_valid() and _save(request, membership, form):
        return see_other(reverse("pledges:desk_assessment", args=[membership.workshop.slug]))
    context: dict[str, Any] = {
        "form": form,
        "is_published": membership.workshop.allows(Deed.FOLLOW_UP),
        "may_decide": rules.has_perm("pledges.decide", membership, None),
        "assessment": assessment,
        **_describe_rounds(rounds),
        **(_describe_questions(assessment, rounds) if assessment else {}),
    }
    return show_page(request, membership, "assessment/show", context, status=422 if form.errors else 200)


@require_POST
@staff_page
def begin(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Begin a round: from then on the questions stay, and nobody can end it early."""
    one = begin_assessment(actor=membership)
    messages.success(request, _("Members are asked now. It ends by itself."))
    return see_other(reverse("pledges:desk_assessment", args=[one.workshop.slug]))


def show_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of the desk."""
    if membership.workshop.phase not in OVER:
        return SafeString("")
    rounds = list_rounds(membership.workshop)
    context = {
        "workshop": membership.workshop,
        "going_on": next((one for one in rounds if one.ended_on is None), None),
        "over": sum(one.ended_on is not None for one in rounds),
    }
    return render_to_string("desk/assessment/_card.html", context, request)


def _describe_rounds(rounds: Sequence[Round]) -> dict[str, Any]:
    return {
        "rounds": rounds,
        "going_on": next((one for one in rounds if one.ended_on is None), None),
        "next_day": find_next_day(rounds),
        "may_begin_today": find_next_day(rounds) <= timezone.localdate(),
    }


def _describe_questions(assessment: Assessment, rounds: Sequence[Round]) -> dict[str, Any]:
    return {
        "preview": AnswersForm(assessment=assessment),
        "questions": describe_results(assessment, rounds) if rounds else [],
        "upper": name_upper(assessment),
    }


def _save(request: HttpRequest, membership: Membership, form: AssessmentForm) -> bool:
    """Return whether the questions are saved; else the form says that somebody was quicker."""
    try:
        write_assessment(actor=membership, text=form.read_text(), version=form.cleaned_data["version"])
    except WrongPhase as refused:
        if refused.message != SAVED_SINCE:
            raise
        form.add_error(None, str(SAVED_SINCE))
        return False
    messages.success(request, _("Your questions are saved."))
    return True
