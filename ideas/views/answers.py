"""The page on which an author answers a question of the design group, without saying who they are."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas.answer_form import AnswerForm
from ideas.domain.answers import find_question, submit_answer, take_answer_back
from ideas.domain.contribution_limits import ANSWERS
from ideas.domain.questions import describe_asked, list_asked
from ideas.models import Question
from ideas.views.ideas import IdeaPage
from ideas.views.own_contributions import keep_from_shut_past
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.responses import see_other
from workshops.domain.visits import Visit, require_past, visit_as_member
from workshops.models import Membership
from workshops.sign_in.pending_cookie import MARK, Back, Step, find_form, forget_text
from workshops.sign_in.views.keeping import keep_for_next_page, keep_unless_member, read_fields
from workshops.sign_in.views.pending_text import describe_return

NAMES = ("body",)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Show a question to the author of the text, with the form to answer; a POST stores the answer."""
    if request.method == "POST":
        kept = keep_unless_member(request, slug, NAMES) or keep_from_shut_past(request, slug, NAMES)
        if kept:
            return kept
    visit, actor, question = _visit(request, slug, key)
    form = _read_form(request, question)
    if request.method != "POST" or not form.is_valid() or form.warnings is not None:
        return _ask(request, visit, question, form)
    limit_rate(ANSWERS, actor.user_id)
    submit_answer(actor=actor, question=question, body=form.cleaned_data["body"])
    messages.success(request, _say_sent(visit))
    response = see_other(reverse("workshops:mine", args=[slug]))
    forget_text(request, response, request.path)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, slug: str, key: UUID) -> HttpResponse:
    """Ask whether to take an answer back that waits for the next release; a POST takes it back."""
    visit, actor, question = _visit(request, slug, key)
    back = reverse("workshops:answer", args=[slug, key])
    asked = describe_asked(visit.workshop, question)
    if request.method != "POST" and asked.answer and asked.days_left is not None:
        words = {"body": asked.answer.body, "address": request.path, "back": back}
        return render(request, "workshops/answer_withdrawal.html", {"workshop": visit.workshop, **words})
    if request.method == "POST":
        take_answer_back(actor=actor, question=question)
        messages.success(request, _("You have taken your answer back. Nobody has read it."))
    return see_other(back)


def show_questions(request: HttpRequest, page: IdeaPage) -> SafeString:
    """Return for the author of an idea what the design group asks about it, nothing for anybody else."""
    asked = list_asked(page.visit.workshop, [page.idea]).get(page.idea.pk) if page.mine else None
    if not asked:
        return SafeString("")
    context = {"workshop": page.visit.workshop, "asked": asked}
    return render_to_string("workshops/_asked.html", context, request)


def _visit(request: HttpRequest, slug: str, key: UUID) -> tuple[Visit, Membership, Question]:
    """Return the visit of the author of the text, whose past is open, and the question; else Http404."""
    visit = visit_as_member(request.user, slug, back=request.path)
    actor = require("workshops.change_own", visit)
    require_past(visit, back=request.path)
    return visit, actor, find_question(actor=actor, workshop=visit.workshop, key=key)


def _read_form(request: HttpRequest, question: Question) -> AnswerForm:
    """Return the form as it was sent, as it waits to be looked at again, or with the answer as it is."""
    if request.method == "POST":
        return AnswerForm(request.POST)
    kept = find_form(request)
    if kept and request.GET.get(MARK) == Step.CHECK:
        return AnswerForm(kept)
    answer = getattr(question, "answer", None)
    return AnswerForm(initial=kept or ({"body": answer.body} if answer else {}))


def _ask(request: HttpRequest, visit: Visit, question: Question, form: AnswerForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        back = Back(request.path, Step.CHECK)
        if warned := keep_for_next_page(request, visit, read_fields(request, NAMES), back):
            return warned
    context = {
        "workshop": visit.workshop,
        "membership": visit.membership,
        "asked": describe_asked(visit.workshop, question),
        "item": question.item,
        "form": form,
        **describe_return(request),
    }
    return render(request, "workshops/answer.html", context, status=422 if form.errors else 200)


def _say_sent(visit: Visit) -> str:
    if visit.workshop.practice:
        return _("Your answer is sent. The design group reads it in a few seconds.")
    return _("Your answer is sent. The design group gets it together with what other people send.")
