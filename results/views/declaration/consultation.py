"""The consultation on the pages of the Declaration: what a member answers to a statement."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import ResolverMatch
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas.domain.contribution_limits import ANSWERS
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import KeyAway, WrongPhase
from ideas_platform.lib.responses import see_other
from results.domain.answering import (
    ASKED_NO_MORE,
    OwnAnswer,
    answer_statement,
    find_my_answers,
    takes_answers,
)
from results.domain.reading import Placed, get_released, read_edition
from results.forms.answers import ConsultationForm
from results.models import Edition, StatementAnswer
from results.views.declaration.cards import describe_statements, find_address
from results.views.declaration.visiting import Reading, describe_edition
from workshops.domain.visits import Visit, visit_as_member
from workshops.models import Membership
from workshops.sign_in.pending import Fields
from workshops.sign_in.pending_cookie import MARK, Back, Step, find_form, forget_text
from workshops.sign_in.views.keeping import keep_for_next_page, keep_unless_member, read_fields
from workshops.sign_in.views.pending_text import describe_return

NAMES = ("value", "text")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, number: int, ref: str) -> HttpResponse:
    """Ask what should happen to a statement; a POST stores the answer, or takes it back (`take_back`).

    With `take_back` in its address it asks whether to take back an answer in words.
    """
    taking_back = "take_back" in request.POST
    if request.method == "POST" and not taking_back and (kept := keep_unless_member(request, slug, NAMES)):
        return kept
    reading, placed = _visit(request, slug, number, ref)
    actor: Membership = require("results.answer_consultation", reading.visit)
    if not takes_answers(reading.edition):
        raise WrongPhase(ASKED_NO_MORE)
    if taking_back:
        return _store(request, actor, placed, {"value": "", "text": ""})
    mine = find_my_answers(actor=actor, statements=[placed.statement]).get(placed.statement.pk)
    form = _read_form(request, mine)
    if not _is_ready(request, form):
        return _ask(request, reading, placed, form, mine)
    return _store(request, actor, placed, {name: form.cleaned_data[name] for name in NAMES})


def describe_consultation(reading: Reading, placed: Placed) -> dict[str, Any]:
    """Return what the page of a statement says of the consultation: whether it goes on, and one's own answer.

    `why_not` says why nobody can answer at the moment. Two queries for a member.
    """
    edition = reading.edition
    if edition.kind != Edition.Kind.CONSULTATION:
        return {}
    try:
        is_on = takes_answers(edition)
        found = (
            find_my_answers(actor=reading.visit.membership, statements=[placed.statement]) if is_on else {}
        )
    except KeyAway as trouble:
        return {"consultation": {"is_on": False, "why_not": trouble.message}}
    mine = found.get(placed.statement.pk)
    is_member = reading.visit.membership is not None
    return {
        "consultation": {
            "is_on": is_on,
            "is_member": is_member,
            # What others said is hidden, as in the straw poll, from those whom it could still sway.
            "waits": is_on and is_member and mine is None,
            "mine": StatementAnswer.Value(mine.value).label if mine else "",
            "my_text": mine.text if mine else "",
            "address": f"{find_address(edition, placed.statement.ref)}answer/",
        }
    }


def read_sent(request: HttpRequest, _match: ResolverMatch) -> tuple[Fields, Back]:
    """Return what an answer was sent with, where its page was too old or it was far too long."""
    return read_fields(request, NAMES), Back(request.path)


def _visit(request: HttpRequest, slug: str, number: int, ref: str) -> tuple[Reading, Placed]:
    visit = visit_as_member(request.user, slug, back=request.path)
    reading = read_again(visit, number)
    placed = reading.read.find_statement(ref)
    if placed is None:
        raise Http404
    return reading, placed


def read_again(visit: Visit, number: int) -> Reading:
    """Return the visit to an edition whose workshop knows the time of this visit; raises Http404."""
    read = read_edition(visit.workshop, get_released(visit.workshop, number))
    return Reading(visit, read)


def _read_form(request: HttpRequest, mine: OwnAnswer | None) -> ConsultationForm:
    """Return the form as it was sent, as it waits to be looked at again, or with the answer as it is."""
    if request.method == "POST":
        return ConsultationForm(request.POST)
    kept = find_form(request)
    if kept and request.GET.get(MARK) == Step.CHECK:
        return ConsultationForm(kept)
    return ConsultationForm(initial=kept or ({"value": mine.value, "text": mine.text} if mine else {}))


def _is_ready(request: HttpRequest, form: ConsultationForm) -> bool:
    """Return whether an answer was sent that can be stored as it is, without another look at its words."""
    return request.method == "POST" and form.is_valid() and form.warnings is None


def _ask_first(
    request: HttpRequest, reading: Reading, placed: Placed, mine: OwnAnswer | None
) -> HttpResponse | None:
    """Return the page that asks whether to delete the words of an answer; None where nobody wants to."""
    if request.method == "POST" or "take_back" not in request.GET or not (mine and mine.text):
        return None
    back = find_address(reading.edition, placed.statement.ref)
    context = {"workshop": reading.visit.workshop, "body": mine.text, "address": request.path, "back": back}
    return render(request, "workshops/answer_withdrawal.html", context)


def _ask(
    request: HttpRequest, reading: Reading, placed: Placed, form: ConsultationForm, mine: OwnAnswer | None
) -> HttpResponse:
    if first := _ask_first(request, reading, placed, mine):
        return first
    if request.method == "POST" and form.is_valid():
        back = Back(request.path, Step.CHECK)
        if warned := keep_for_next_page(request, reading.visit, read_fields(request, NAMES), back):
            return warned
    context = describe_edition(request, reading) | {
        "statement": describe_statements(reading.read, [placed])[0],
        "form": form,
        **describe_return(request),
    }
    status = 422 if form.errors else 200
    return render(request, "results/declaration/answer.html", context, status=status)


def _store(request: HttpRequest, actor: Membership, placed: Placed, said: dict[str, str]) -> HttpResponse:
    limit_rate(ANSWERS, actor.user_id)
    answer_statement(actor=actor, statement=placed.statement, **said)
    if said["value"]:
        messages.success(request, _("Your answer is stored. It is counted together with those of others."))
    else:
        messages.success(request, _("You have taken your answer back."))
    response = see_other(find_address(placed.statement.edition, placed.statement.ref))
    forget_text(request, response, request.path)
    return response
