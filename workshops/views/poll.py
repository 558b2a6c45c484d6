"""The straw poll: its page, and its part of the workshop's page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.access import require, require_reading
from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.responses import see_other
from workshops.domain.polls import Ballot, answer_poll, find_standing, get_ballot
from workshops.domain.visits import Visit, visit_as_member
from workshops.forms import PollForm
from workshops.models import Membership
from workshops.rules import Deed
from workshops.views.workshop import WorkshopPage

PAGE, PANEL = "workshops/poll.html", "workshops/_poll_panel.html"
NOT_YET, OVER = _("The poll opens with the workshop."), _("The poll is closed.")


@require_http_methods(["GET", "HEAD", "POST"])
def show_poll(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the question or, once it is answered, the result; a POST answers, or takes back (`take_back`)."""
    visit = visit_as_member(request.user, slug, back=request.path)
    require_reading("workshops.read_poll", visit)
    ballot = get_ballot(visit.workshop)
    if request.method == "POST":
        return _answer(request, require("workshops.answer_poll", visit), visit, ballot)
    _check_phase(visit, Deed.READ_IDEAS)
    return render(request, PAGE, describe_poll(visit, ballot, changing="change" in request.GET))


def _answer(request: HttpRequest, actor: Membership, visit: Visit, ballot: Ballot) -> HttpResponse:
    _check_phase(visit, Deed.ANSWER_POLL)
    form = PollForm(ballot.options, request.POST)
    template = PANEL if request.headers.get("HX-Request") else PAGE
    taking_back = "take_back" in request.POST
    if not taking_back and not form.is_valid():
        return render(request, template, describe_poll(visit, ballot, form), status=422)
    answer_poll(actor=actor, poll=ballot.poll, option=None if taking_back else form.chosen_option())
    words = _("You have taken your answer back.") if taking_back else _("Your answer is counted.")
    if template == PAGE and actor.hides_past:
        messages.success(request, words)
    if template == PAGE:
        return see_other(request.path)
    return render(request, PANEL, {**describe_poll(visit, ballot), "just_done": words})


def _check_phase(visit: Visit, deed: Deed) -> None:
    if not visit.workshop.allows(deed):
        raise WrongPhase(OVER if visit.workshop.allows(Deed.READ_IDEAS) else NOT_YET)


def describe_poll(
    visit: Visit, ballot: Ballot, form: PollForm | None = None, *, changing: bool = False
) -> dict[str, Any]:
    """Return what page and panel show: the form where there is an answer to give or change."""
    standing = find_standing(visit, ballot)
    mine = str(standing.mine.number) if standing.mine else None
    asks = form is not None or standing.is_due or (changing and not standing.why_not)
    return {
        "workshop": visit.workshop,
        "poll": ballot.poll,
        "poll_url": reverse("workshops:poll", args=[visit.workshop.slug]),
        "mine": standing.mine,
        "why_not": standing.why_not,
        "results": standing.results,
        "form": (form or PollForm(ballot.options, initial={"answer": mine})) if asks else None,
    }


def show_poll_section(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the poll's part of the workshop's page; empty where the visitor has nothing to do with it."""
    if page.poll is None:
        return SafeString("")
    context = {
        "poll": page.poll.ballot.poll,
        "poll_url": reverse("workshops:poll", args=[page.visit.workshop.slug]),
        "mine": page.poll.mine,
        "is_due": page.poll.is_due,
        "results": page.poll.results,
    }
    return render_to_string("workshops/_poll_section.html", context, request)
