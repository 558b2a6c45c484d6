"""Voting in the list of ideas: three buttons under each card, and what they answer."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from ideas.models import Idea
from ideas.views.ideas import CardVote, IdeaListPage
from ideas_platform.lib.refusals import KeyAway
from ideas_platform.lib.responses import find_token, is_htmx, see_other
from ideas_platform.lib.slot_rendering import render_with_slots
from voting.ballots.casting import find_all_my_votes
from voting.ballots.totals_hidden_until_voted import find_told_total, may_see_totals
from voting.ballots.vote_obstacles import find_vote_obstacles
from voting.views.kept import find_kept_vote, find_list
from voting.views.totals import describe_vote_totals
from workshops.domain.visits import Visit
from workshops.sign_in.pending_cookie import is_waiting

CARD = "voting/_card_vote.html"


def find_my_card_votes(request: HttpRequest, page: IdeaListPage) -> dict[str, Any]:
    """Return `card_votes`: what stands under each idea; and how many votes the visitor cast, on how many."""
    visit = page.visit
    kept = {"kept_vote": find_kept_vote(request, visit)} if is_waiting(request) else {}
    if visit.hides_past:
        return kept
    try:
        mine = find_all_my_votes(actor=visit.membership, workshop=visit.workshop)
        obstacles = find_vote_obstacles(visit, list(page.ideas))
    except KeyAway:
        return kept
    is_open = not all(obstacles.values())
    place = {"csrf_token": find_token(request), "back": request.get_full_path()} if is_open else {}
    votes = {}
    for idea in page.ideas:
        my_vote = mine.answers.get(idea.pk, "")
        form = "" if obstacles[idea.pk] else _print_form(visit, idea, my_vote, place)
        votes[idea.pk] = CardVote(my_vote, form)
    return {"card_votes": votes, "voted": mine.voted, "total": mine.total, **kept}


def _print_form(visit: Visit, idea: Idea, my_vote: str, place: Mapping[str, str]) -> SafeString:
    """Return the buttons of one card. Their four states are printed once for all readers and cards."""
    split = _print_vote_totals(visit, idea, voted=bool(my_vote))
    words = {**place, "ref": idea.ref, "title": idea.title, "split": split}
    return render_with_slots(CARD, words, slug=visit.workshop.slug, my_vote=my_vote)


def _print_vote_totals(visit: Visit, idea: Idea, *, voted: bool) -> SafeString:
    """Return how others have voted, where the visitor may see that and enough people have."""
    total = find_told_total(idea) if may_see_totals(visit, voted=voted) else None
    return (
        render_with_slots("voting/_vote_totals.html", describe_vote_totals(total))
        if total
        else SafeString("")
    )


def answer_in_list(request: HttpRequest, visit: Visit, idea: Idea) -> HttpResponse:
    """Answer a vote that was cast in a list: with the changed buttons, or with a 303 to its place there."""
    if not is_htmx(request):
        return see_other(f"{find_list(request, visit.workshop.slug)}#idea-{idea.ref}")
    answer = request.POST["value"]
    words = {
        "csrf_token": find_token(request),
        "back": find_list(request, visit.workshop.slug),
        "ref": idea.ref,
        "title": idea.title,
        "split": _print_vote_totals(visit, idea, voted=answer != "none"),
    }
    mine = "" if answer == "none" else answer
    slug, practice = visit.workshop.slug, visit.workshop.practice
    return HttpResponse(
        render_with_slots(CARD, words, slug=slug, practice=practice, my_vote=mine, just_voted=answer)
    )
