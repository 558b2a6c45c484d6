"""The self-assessment: what members answer in a round, and what everybody reads when it is over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import rules
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideas.domain.contribution_limits import ANSWERS
from ideas.views.workshop import WorkshopPage
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.responses import see_other, sent_data
from pledges.domain.assessed import UPPER
from pledges.domain.assessing import NOT_NOW, OwnAnswers, answer_assessment, find_own_answers
from pledges.domain.assessments import KIND, find_assessment, list_rounds
from pledges.domain.rounds import find_open_round
from pledges.forms.assessments import AnswersForm, list_answered
from pledges.models import Assessment, AssessmentQuestion, AssessmentTotal, Round, Standing
from pledges.views.rounded import say_part, say_part_of
from pledges.views.visiting import show_to, visit_published
from results.views.declaration.visiting import Reading
from workshops.domain.visits import visit_as_member
from workshops.models import Membership
from workshops.phases import Deed
from workshops.statistics.answers import ToldAnswers
from workshops.statistics.certain import tell_change

Totals = dict[tuple[UUID, UUID, str], ToldAnswers]


@require_safe
def show_results(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was told of each question, round by round."""
    visit = visit_published(request, slug)
    assessment, rounds = find_assessment(visit.workshop), list_rounds(visit.workshop)
    if assessment is None or not rounds:
        raise Http404
    context = {
        "assessment": assessment,
        "open": find_open_round(visit.workshop, KIND),
        "may_answer": _may_answer(visit.membership),
        "questions": describe_results(assessment, rounds),
        "upper": name_upper(assessment),
    }
    return show_to(request, visit, "assessment/results", context)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask how things are; a POST stores the answers, or takes them back (`take_back`)."""
    visit_as_member(request.user, slug, back=request.path)
    visit = visit_published(request, slug)
    actor: Membership = require("pledges.judge", visit)
    assessment, one = find_assessment(visit.workshop), find_open_round(visit.workshop, KIND)
    if assessment is None or one is None:
        raise WrongPhase(NOT_NOW)
    if "take_back" in request.POST:
        _store(actor, one, assessment, OwnAnswers())
        messages.success(request, _("You have taken your answers back."))
        return see_other(reverse("pledges:assessment", args=[slug]))
    mine = find_own_answers(actor=actor, one=one, questions=list(assessment.questions.all()))
    form = AnswersForm(sent_data(request), assessment=assessment, initial=list_answered(assessment, mine))
    if form.is_bound and form.is_valid():
        _store(actor, one, assessment, form.read_answers())
        messages.success(request, _("Your answers are stored. Nobody can see that they are yours."))
        return see_other(reverse("pledges:assessment", args=[slug]))
    context = {"assessment": assessment, "round": one, "form": form, "mine": mine}
    return show_to(request, visit, "assessment/answer", context, status=422 if form.errors else 200)


def describe_results(assessment: Assessment, rounds: Sequence[Round]) -> list[dict[str, Any]]:
    """Return for each question what was told in each round that is over, the newest first. One query."""
    over = [one for one in rounds if one.ended_on]
    totals: Totals = {
        (total.round_id, total.question_id, total.standing): ToldAnswers(total.people, total.told)
        for total in AssessmentTotal.objects.filter(round__in=over)
    }
    return [_describe(assessment, question, over, totals) for question in assessment.questions.all()]


def name_upper(assessment: Assessment) -> str:
    """Return the upper levels in words."""
    return _(" or ").join(assessment.levels[level] for level in assessment.upper)


def show_link(request: HttpRequest, reading: Reading) -> SafeString:
    """Return the way from the Declaration to the self-assessment, once it is asked."""
    workshop = reading.workshop
    if not workshop.allows(Deed.FOLLOW_UP) or not list_rounds(workshop):
        return SafeString("")
    return render_to_string("pledges/assessment/_link.html", {"workshop": workshop}, request)


def show_on_workshop(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return what the page of a workshop says of a round that goes on, to who may answer; else nothing."""
    workshop = page.visit.workshop
    if not workshop.allows(Deed.FOLLOW_UP) or not _may_answer(page.visit.membership):
        return SafeString("")
    one = find_open_round(workshop, KIND)
    if one is None:
        return SafeString("")
    context = {"workshop": workshop, "round": one}
    return render_to_string("pledges/assessment/_on_workshop.html", context, request)


def _may_answer(actor: Membership | None) -> bool:
    return bool(rules.has_perm("pledges.judge", actor, None))


def _describe(
    assessment: Assessment, question: AssessmentQuestion, over: Sequence[Round], totals: Totals
) -> dict[str, Any]:
    """Return what a page says of a question; no more than its words before a round is over."""
    if not over:
        return {"text": question.text}
    told = [(one, totals.get((one.pk, question.pk, ""))) for one in over]
    newest = told[0][1]
    return {
        "text": question.text,
        "told": newest,
        "ended_on": over[0].ended_on,
        "upper": say_part(newest.numbers[UPPER], newest.people) if newest else "",
        "levels": _list_levels(assessment, newest) if newest else [],
        "standings": _list_standings(question, over[0], totals),
        "before": [(one, say_part_of(said.numbers[UPPER], said.people)) for one, said in told[1:] if said],
        "change": _say_change(told),
    }


def _list_levels(assessment: Assessment, told: ToldAnswers) -> list[tuple[str, str]]:
    """Return how many chose each level, where enough people answered to tell them apart."""
    numbers = [(words, told.numbers.get(str(level))) for level, words in enumerate(assessment.levels)]
    return [(words, say_part(number, told.people)) for words, number in numbers if number is not None]


def _list_standings(question: AssessmentQuestion, last: Round, totals: Totals) -> list[tuple[str, str]]:
    """Return how many of each standing chose an upper level, of those that may be told."""
    found = [(one, totals.get((last.pk, question.pk, one))) for one in Standing.Value]
    return [(str(one.label), say_part_of(said.numbers[UPPER], said.people)) for one, said in found if said]


def _say_change(told: Sequence[tuple[Round, ToldAnswers | None]]) -> str:
    """Return in a sentence what is different from the round before, where both told something."""
    last = [said for _one, said in told[:2] if said]
    if len(last) < 2:
        return ""
    words = {
        1: _("More than last time chose one of these levels."),
        -1: _("Fewer than last time chose one of these levels."),
        0: _("The difference from last time is no larger than chance could make it."),
    }
    return words[tell_change(last[1], last[0], UPPER)]


def _store(actor: Membership, one: Round, assessment: Assessment, answers: OwnAnswers) -> None:
    limit_rate(ANSWERS, actor.user_id)
    answer_assessment(actor=actor, one=one, assessment=assessment, answers=answers)
