"""The voting queue: one idea, three answers, the next idea."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ideas.models import Idea
from ideas_platform.lib.access import require
from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.responses import is_htmx, see_other
from ideas_platform.lib.sections import render_sections
from voting.ballots.vote_obstacles import find_voting_obstacle
from voting.queue.draws import Reason
from voting.queue.turns import MOST_SKIPPED, Position, Turn, take_turn
from voting.views.kept import find_kept_vote
from workshops.domain.visits import Visit, require_past, visit_as_member
from workshops.models import Workshop

REASONS = {
    Reason.FEW: _("Few people have voted on this idea so far."),
    Reason.PROMISING: _("It was drawn by lot. Ideas that people like are drawn more often."),
    Reason.CHANCE: _("It was drawn by lot, whatever others think of it."),
}
LAST_VOTES = {
    "up": _("Stored: you like it."),
    "down": _("Stored: you don’t like it."),
    "unsure": _("Stored: you are not sure."),
    "": _("You have taken your vote back."),
}


@require_safe
def show_next(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the next idea to vote on; htmx gets the part of the page that changes.

    Which idea is next tells on which one has voted: so a PIN shuts the queue too.
    """
    visit = visit_as_member(request.user, slug, back=request.get_full_path())
    actor = require("voting.vote", visit)
    if obstacle := find_voting_obstacle(visit):
        raise WrongPhase(obstacle)
    require_past(visit, back=request.get_full_path())
    position = read_position(request.GET)
    turn = take_turn(actor=actor, workshop=visit.workshop, position=position)
    return render_turn(request, visit, position, turn)


def answer_in_queue(request: HttpRequest, visit: Visit, idea: Idea) -> HttpResponse:
    """Answer a vote that was cast in the queue: with the next idea, or with a 303 to it."""
    position = Position(read_position(request.POST).skipped, idea.ref)
    if not is_htmx(request):
        return see_other(find_address(visit.workshop, position))
    require_past(visit, back=reverse("voting:next", args=[visit.workshop.slug]))
    turn = take_turn(actor=require("voting.vote", visit), workshop=visit.workshop, position=position)
    return render_turn(request, visit, position, turn)


def render_turn(request: HttpRequest, visit: Visit, position: Position, turn: Turn) -> HttpResponse:
    """Return the page of the queue, or for htmx the part of it that changes."""
    part = "voting/_next.html" if is_htmx(request) else "voting/next.html"
    context = {"workshop": visit.workshop, **describe_turn(visit.workshop, position, turn)}
    context["kept_vote"] = find_kept_vote(request, visit)
    if not is_htmx(request):
        context["sections"] = render_sections("queue", request, visit)
    return render(request, part, context)


def describe_turn(workshop: Workshop, position: Position, turn: Turn) -> dict[str, Any]:
    """Return what the page shows of a turn."""
    skipped = [*position.skipped, turn.idea.ref] if turn.idea else position.skipped
    return {
        "idea": turn.idea,
        "vote_url": _vote_address(workshop, turn.idea),
        "reason": REASONS[turn.reason],
        "voted": turn.voted,
        "total": turn.total,
        "left": turn.total - turn.voted,
        "last": turn.last,
        "last_words": LAST_VOTES[turn.last_vote] if turn.last else "",
        "undo_url": _vote_address(workshop, turn.last) if turn.last_vote else "",
        "skipped": position.skipped,
        "skipped_too": skipped[-MOST_SKIPPED:],
        "goes_on": bool(turn.last or position.skipped),
    }


def read_position(sent: QueryDict) -> Position:
    """Return where somebody is in the queue, from a form or an address; nonsense is left out by the draw."""
    return Position(tuple(sent.getlist("skipped")[-MOST_SKIPPED:]), sent.get("after", ""))


def find_address(workshop: Workshop, position: Position) -> str:
    """Return the address of the queue at this position."""
    query = urlencode({"after": position.after, "skipped": position.skipped}, doseq=True)
    return f"{reverse('voting:next', args=[workshop.slug])}?{query}"


def _vote_address(workshop: Workshop, idea: Idea | None) -> str:
    return reverse("voting:vote", args=[workshop.slug, idea.ref]) if idea else ""
