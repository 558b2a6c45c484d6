"""Ideas that say much the same as what somebody is writing, beneath its title."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from ideas.domain.contribution_limits import SEARCHES
from ideas.domain.everybody import find_similar_for_everybody
from ideas.domain.ideas import CLOSED
from ideas.domain.search import find_similar
from ideas.models import Idea
from ideas.models.ideas import TITLE_LENGTH
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.visible_text import tidy_line
from workshops.domain.visits import Visit, visit_workshop
from workshops.phases import Deed
from workshops.sign_in.rate_limits import place_of


@require_POST
def show_similar(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the ideas that are like the title typed so far; 204 where these are shown already.

    A POST, so that no title stands in an address or a log. It stores nothing.
    """
    visit = visit_workshop(request.user, slug)
    if not visit.workshop.allows(Deed.SUBMIT_IDEA):
        raise WrongPhase(CLOSED)
    limit_rate(SEARCHES, visit.user.pk or place_of(request))
    similar = list_similar(visit, request.POST.get("title", ""))
    if name_all(similar) == request.POST.get("similar", ""):
        return HttpResponse(status=204)
    context = {
        "similar": similar,
        "similar_refs": name_all(similar),
        "joins_after": visit.membership is None,
    }
    return render(request, "workshops/_similar.html", context)


def list_similar(visit: Visit, title: str) -> list[Idea]:
    """Return what is like this title: for a member of all ideas, for others of what anybody may read."""
    typed = tidy_line(title.replace("\x00", ""))[:TITLE_LENGTH]
    if visit.membership is None:
        return find_similar_for_everybody(visit.workshop, typed)
    return find_similar(visit.workshop, typed)


def name_all(ideas: list[Idea]) -> str:
    """Return the references of the ideas, by which the page says what it shows already."""
    return " ".join(idea.ref for idea in ideas)
