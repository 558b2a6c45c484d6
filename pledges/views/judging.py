"""Has this changed where you work? Where one works, and one answer, in less than a minute."""

from __future__ import annotations

from typing import Any

import rules
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
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
from ideas_platform.lib.responses import see_other
from pledges.domain.judged import SOME, Said, find_change, list_ended, read_told
from pledges.domain.judging import (
    KIND,
    NOT_NOW,
    answer,
    find_asked,
    find_my_answer,
    list_asked,
    take_answer_back,
)
from pledges.domain.rounds import find_open_round
from pledges.forms.judging import JudgementForm
from pledges.models import Judgement, JudgementAnswer, Pledge, Round
from pledges.views.rounded import say_part
from pledges.views.visiting import show_to, visit_published
from results.views.declaration.visiting import Reading
from workshops.domain.visits import Visit, visit_as_member
from workshops.models import Membership
from workshops.models.places import normalise_name
from workshops.phases import Deed
from workshops.sign_in.pending_cookie import find_form, forget_text
from workshops.sign_in.views.keeping import keep_unless_member

NAMES = ("value",)


@require_safe
def show_question(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask where one works; show what one has answered."""
    visit, actor = _visit(request, slug)
    one = find_open_round(visit.workshop, KIND)
    if one is None:
        raise WrongPhase(NOT_NOW)
    context = {
        "round": one,
        "asked": _put_own_first(actor, list_asked(one)),
        "mine": find_my_answer(actor=actor, one=one),
        "hides_past": actor.hides_past,
    }
    return show_to(request, visit, "question", context)


@require_http_methods(["GET", "HEAD", "POST"])
def give_answer(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Ask what has changed; a POST stores the answer, or takes it back (`take_back`)."""
    if "take_back" in request.POST:
        return _take_back(request, slug, ref)
    kept = keep_unless_member(request, slug, NAMES) if request.method == "POST" else None
    return kept or _answer(request, slug, ref)


def _answer(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Show the form of who may answer; store what was sent."""
    visit, actor = _visit(request, slug)
    one, judgement = find_asked(visit.workshop, ref)
    mine = find_my_answer(actor=actor, one=one)
    own = mine if mine and mine.judgement_id == judgement.pk else None
    form = _read_form(request, own)
    if form.is_bound and form.is_valid():
        return _store(request, actor, one, judgement, form.cleaned_data["value"])
    context = {"round": one, "judgement": judgement, "form": form, "own": own, "elsewhere": mine and not own}
    return show_to(request, visit, "answer", context, status=422 if form.errors else 200)


def _take_back(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    visit, actor = _visit(request, slug)
    one, _judgement = find_asked(visit.workshop, ref)
    limit_rate(ANSWERS, actor.user_id)
    take_answer_back(actor=actor, one=one)
    messages.success(request, _("You have taken your answer back."))
    return see_other(reverse("pledges:question", args=[slug]))


def show_question_link(request: HttpRequest, reading: Reading) -> SafeString:
    """Return the way from the Declaration to the question, for who may answer it; else nothing."""
    return _print_way(request, reading.visit, "_question_link")


def show_on_workshop(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return what the page of a workshop asks first, of who may answer it; else nothing."""
    return _print_way(request, page.visit, "_question")


def describe_judged(pledge: Pledge) -> dict[str, Any]:
    """Return what the front line said of a pledge in each round, the newest first, as pages show it.

    Judgements must have been read with it, and their rounds.
    """
    ended = list_ended(list(pledge.judgements.all()))
    return {"said": [_describe(one) for one in ended], "change": _say_change(ended)}


def _describe(judgement: Judgement) -> dict[str, Any]:
    told = read_told(judgement)
    labels = {
        SOME: _("Something has changed, or all of it"),
        Said.REACHED.value: _("Of these: all, as they said"),
        Said.NOT_YET.value: _("Nothing has changed yet"),
    }
    rows = (
        [
            (label, say_part(told.numbers[name], told.people))
            for name, label in labels.items()
            if name in told.numbers
        ]
        if told
        else []
    )
    return {"round": judgement.round, "sentence": judgement.sentence, "told": told, "rows": rows}


def _say_change(ended: list[Judgement]) -> str:
    """Return in a sentence whether more or fewer people see a change than in the round before."""
    change = find_change(ended)
    if change is None:
        return ""
    words = {
        1: _("More of those who answered see a change than half a year before."),
        -1: _("Fewer of those who answered see a change than half a year before."),
        0: _("The two times differ no more than chance alone could make them."),
    }
    return words[change]


def _print_way(request: HttpRequest, visit: Visit, name: str) -> SafeString:
    may_answer = rules.has_perm("pledges.judge", visit.membership, None)
    if not (may_answer and visit.workshop.allows(Deed.FOLLOW_UP)):
        return SafeString("")
    one = find_open_round(visit.workshop, KIND)
    if one is None:
        return SafeString("")
    context = {"workshop": visit.workshop, "round": one}
    return render_to_string(f"pledges/{name}.html", context, request)


def _visit(request: HttpRequest, slug: str) -> tuple[Visit, Membership]:
    """Return the visit of somebody who may answer, once there is a result."""
    visit_as_member(request.user, slug, back=request.path)
    visit = visit_published(request, slug)
    return visit, require("pledges.judge", visit)


def _put_own_first(actor: Membership, asked: list[Judgement]) -> list[Judgement]:
    """Return the same with the organisation that this member named in front, if it has signed."""
    own = normalise_name(actor.organisation.name) if actor.organisation else ""
    return sorted(asked, key=lambda one: one.pledge.normal_name != own)


def _read_form(request: HttpRequest, own: JudgementAnswer | None) -> JudgementForm:
    if request.method == "POST":
        return JudgementForm(request.POST)
    kept = find_form(request)
    return JudgementForm(initial=kept or ({"value": own.value} if own else {}))


def _store(
    request: HttpRequest, actor: Membership, one: Round, judgement: Judgement, value: str
) -> HttpResponse:
    limit_rate(ANSWERS, actor.user_id)
    answer(actor=actor, one=one, judgement=judgement, value=value)
    messages.success(request, _("Your answer is stored. Nobody can see that it was you."))
    response = see_other(reverse("pledges:question", args=[actor.workshop.slug]))
    forget_text(request, response, request.path)
    return response
