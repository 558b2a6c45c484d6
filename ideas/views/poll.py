"""The straw poll: its page, and its part of the workshop's page."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ideas.domain.polls import OfferedPoll, answer_poll, find_poll_state, get_offered_poll
from ideas.domain.release_times import say_later
from ideas.forms import PollForm
from ideas.views.workshop import WorkshopPage
from ideas_platform.lib.access import require, require_reading
from ideas_platform.lib.refusals import JoinFirst, WrongPhase
from ideas_platform.lib.responses import is_htmx, see_other
from workshops.domain.visits import Visit, visit_as_member
from workshops.models import Membership
from workshops.phases import Deed
from workshops.sign_in.pending_cookie import find_form, forget_text
from workshops.sign_in.views.keeping import keep_unless_member
from workshops.sign_in.views.pending_text import describe_pending

PAGE, PANEL = "workshops/poll.html", "workshops/_poll_panel.html"
NOT_YET, CLOSED = _("The poll opens with the workshop."), _("The poll is closed.")


@dataclass(frozen=True)
class Changing:
    """Whether the reader wants to change the answer, and what they chose before they had signed in."""

    asked: bool = False
    kept: str | None = None

    @property
    def is_wanted(self) -> bool:
        """Whether the form is to be shown again to who has answered."""
        return self.asked or self.kept is not None


UNCHANGED = Changing()


@require_http_methods(["GET", "HEAD", "POST"])
def show_poll(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the question or, once it is answered, the result; a POST answers, or takes back (`take_back`)."""
    try:
        visit = visit_as_member(request.user, slug, back=request.path)
    except JoinFirst:
        is_answer = "answer" in request.POST and "take_back" not in request.POST
        if is_answer and (kept := keep_unless_member(request, slug, PollForm.base_fields)):
            return kept
        raise
    require_reading("workshops.read_poll", visit)
    offered = get_offered_poll(visit.workshop)
    if request.method == "POST":
        return _answer(request, require("workshops.answer_poll", visit), visit, offered)
    _check_phase(visit, Deed.READ_IDEAS)
    changing = Changing("change" in request.GET, (find_form(request) or {}).get("answer"))
    context = describe_poll(visit, offered, changing=changing) | {"waiting": describe_pending(request)}
    return render(request, PAGE, context)


def _answer(request: HttpRequest, actor: Membership, visit: Visit, offered: OfferedPoll) -> HttpResponse:
    _check_phase(visit, Deed.ANSWER_POLL)
    form = PollForm(offered.options, request.POST)
    taking_back = "take_back" in request.POST
    if not taking_back and not form.is_valid():
        template = PANEL if is_htmx(request) else PAGE
        return render(request, template, describe_poll(visit, offered, form), status=422)
    answer_poll(actor=actor, poll=offered.poll, option=None if taking_back else form.chosen_option())
    stored = say_later(visit.workshop, "answer")
    words = str(_("You have taken your answer back.") if taking_back else stored)
    response = _tell_stored(request, visit, offered, words)
    forget_text(request, response, request.path)
    return response


def _tell_stored(request: HttpRequest, visit: Visit, offered: OfferedPoll, words: str) -> HttpResponse:
    """Return the panel as it is now, or the way to the page."""
    if is_htmx(request):
        return render(request, PANEL, {**describe_poll(visit, offered), "just_done": words})
    if visit.hides_past:
        messages.success(request, words)
    return see_other(request.path)


def _check_phase(visit: Visit, deed: Deed) -> None:
    if not visit.workshop.allows(deed):
        over = visit.workshop.say_stopped(CLOSED)
        raise WrongPhase(over if visit.workshop.allows(Deed.READ_IDEAS) else NOT_YET)


def describe_poll(
    visit: Visit, offered: OfferedPoll, form: PollForm | None = None, *, changing: Changing = UNCHANGED
) -> dict[str, Any]:
    """Return what page and panel show: the form where there is an answer to give or change."""
    standing = find_poll_state(visit, offered)
    mine = str(standing.mine.number) if standing.mine else None
    asks = form is not None or standing.is_due or (changing.is_wanted and not standing.why_not)
    return {
        "workshop": visit.workshop,
        "poll": offered.poll,
        "poll_url": reverse("workshops:poll", args=[visit.workshop.slug]),
        "mine": standing.mine,
        "why_not": standing.why_not,
        "results": standing.results,
        "kept": changing.kept is not None,
        "form": (form or PollForm(offered.options, initial={"answer": changing.kept or mine}))
        if asks
        else None,
    }


def show_poll_section(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the poll's part of the workshop's page; empty where the visitor has nothing to do with it."""
    if page.poll is None:
        return SafeString("")
    context = {
        "poll": page.poll.offered.poll,
        "poll_url": reverse("workshops:poll", args=[page.visit.workshop.slug]),
        "mine": page.poll.mine,
        "is_due": page.poll.is_due,
        "results": page.poll.results,
    }
    return render_to_string("workshops/_poll_section.html", context, request)
