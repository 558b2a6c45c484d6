"""Voting: on the idea's page, in a list, in the queue. Each place gets the answer that fits it."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ideas.domain.catalogue import read_idea
from ideas.domain.ideas import find_idea
from ideas.models import Idea
from ideas.views.ideas import IdeaPage
from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import JoinFirst, Unprocessable
from ideas_platform.lib.responses import is_htmx, see_other
from voting.ballots.casting import VALUES, cast_vote
from voting.ballots.votes_a_minute import VOTES
from voting.views.just_voted import tell_next_page
from voting.views.kept import find_return_address, keep_vote
from voting.views.lists import answer_in_list
from voting.views.panel import render_vote_panel
from voting.views.queue import answer_in_queue
from workshops.domain.visits import Visit, visit_as_member
from workshops.sign_in.pending_cookie import forget_text, has_pending

Answer = Callable[[HttpRequest, Visit, Idea], HttpResponse]


@require_POST
def vote(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Store a vote, and answer as the place wants it (`from`) where it was cast."""
    answer = request.POST.get("value", "")
    try:
        visit = visit_as_member(request.user, slug, back=reverse_lazy("workshops:idea", args=[slug, ref]))
    except JoinFirst:
        if answer not in VALUES:
            raise
        return keep_vote(request, slug, ref)
    actor = require("voting.vote", visit)
    if answer not in VALUES:
        raise Unprocessable(_("Choose thumbs up, thumbs down or not sure."))
    # Whether it is their own is found out once, by `cast_vote`.
    idea = read_idea(visit.workshop, ref) or find_idea(actor=actor, workshop=visit.workshop, ref=ref)[0]
    limit_rate(VOTES, actor.user_id)
    cast_vote(actor=actor, idea=idea, answer=answer)
    response = PLACES.get(request.POST.get("from", ""), answer_on_page)(request, visit, idea)
    if has_pending(request):
        forget_text(request, response, find_return_address(request, slug, ref).place)
    return response


def answer_on_page(request: HttpRequest, visit: Visit, idea: Idea) -> HttpResponse:
    """Answer a vote on the idea's page: with the changed panel, or with a 303 to it."""
    if not is_htmx(request):
        tell_next_page(request, idea)
        return see_other(f"{idea.get_absolute_url()}#vote-panel")
    # Nobody votes on their own idea knowingly, so this one is shown as somebody else's.
    page = IdeaPage(visit, idea, mine=False)
    return HttpResponse(render_vote_panel(request, page, just_voted=request.POST["value"]))


PLACES: Mapping[str, Answer] = {"queue": answer_in_queue, "list": answer_in_list}
