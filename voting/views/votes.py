"""Voting."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ideas_platform.lib.access import require
from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other
from voting.domain.voting import ANSWERS, cast_vote
from voting.views.panel import render_vote_panel
from workshops.domain.ideas import find_idea
from workshops.domain.visits import visit_as_member
from workshops.views.ideas import IdeaPage


@require_POST
def vote(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Store a vote; answer the changed panel to htmx, a 303 to the idea to a plain form."""
    page = reverse("workshops:idea", args=[slug, ref])
    visit = visit_as_member(request.user, slug, back=page)
    actor = require("voting.vote", visit)
    answer = request.POST.get("value", "")
    if answer not in ANSWERS:
        raise Unprocessable(_("Choose thumbs up, thumbs down or not sure."))
    idea, mine = find_idea(actor=actor, workshop=visit.workshop, ref=ref)
    cast_vote(actor=actor, idea=idea, answer=answer)
    if not request.headers.get("HX-Request"):
        return see_other(f"{page}#vote-panel")
    return HttpResponse(render_vote_panel(request, IdeaPage(visit, idea, mine), just_voted=answer))
