"""Voting in the list of ideas: three buttons under each card, and what they answer."""

from collections.abc import Container, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from ideas.models import Idea
from ideas.views.ideas import CardVote, IdeaListPage
from ideas_platform.lib.refusals import KeyAway
from ideas_platform.lib.responses import find_token, is_htmx, see_other
from ideas_platform.lib.slot_rendering import render_with_slots
from voting.ballots.casting import MyVotes, find_all_my_votes, find_unvoted
from voting.ballots.totals_hidden_until_voted import (
    find_told_total,
    find_told_totals,
    may_see_totals,
)
from voting.ballots.vote_obstacles import find_vote_obstacles
from voting.ballots.vote_totals import VoteTotals
from voting.views.just_voted import find_just_voted, tell_next_page
from voting.views.kept import find_kept_vote, find_list_address
from voting.views.totals import describe_vote_totals
from workshops.domain.visits import Visit
from workshops.sign_in.pending_cookie import has_pending

CARD = "voting/_card_vote.html"


def find_my_card_votes(request: HttpRequest, page: IdeaListPage) -> dict[str, Any]:
    """Return `card_votes`: what stands under each idea; and how many votes the visitor cast, on how many."""
    visit = page.visit
    kept = {"kept_vote": find_kept_vote(request, visit)} if has_pending(request) else {}
    if visit.hides_past:
        return kept
    try:
        mine = find_all_my_votes(actor=visit.membership, workshop=visit.workshop)
        votes = make_card_votes(request, page, mine)
    except KeyAway:
        return kept
    return {"card_votes": votes, "voted": mine.voted, "total": mine.total, **kept}


def find_ideas_left(_request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """Return `left`: the ideas that the visitor may vote on and has not; nothing where the key is away."""
    try:
        return {"left": find_unvoted(actor=visit.membership, workshop=visit.workshop)}
    except KeyAway:
        return {}


def make_card_votes(request: HttpRequest, page: IdeaListPage, mine: MyVotes) -> dict[UUID, CardVote]:
    """Return what stands under each idea of a list; raises KeyAway where the key is not to be had."""
    visit, ideas = page.visit, list(page.ideas.object_list)
    obstacles = find_vote_obstacles(visit, ideas)
    is_open = not all(obstacles.values())
    common = {"csrf_token": find_token(request), "back": request.get_full_path()} if is_open else {}
    totals = _find_totals(visit, ideas, mine.answers)
    votes = {}
    for idea in ideas:
        my_vote = mine.answers.get(idea.pk, "")
        words = {**common, "ref": idea.ref, "title": idea.title, "split": _print_totals(totals.get(idea.pk))}
        said = find_just_voted(request, idea, my_vote)
        form = "" if obstacles[idea.pk] else _print_form(visit, words, my_vote=my_vote, just_voted=said)
        votes[idea.pk] = CardVote(my_vote, form)
    return votes


def _find_totals(visit: Visit, ideas: Sequence[Idea], voted: Container[UUID]) -> dict[UUID, VoteTotals]:
    """Return how others have voted, where the visitor may see that and enough people have."""
    sees_all = may_see_totals(visit, voted=False)
    return find_told_totals(visit.workshop, [idea.pk for idea in ideas if sees_all or idea.pk in voted])


def _print_form(visit: Visit, words: Mapping[str, str], **state: str) -> SafeString:
    """Return the buttons of one card. Each of their states is printed once for all readers and cards."""
    workshop = visit.workshop
    return render_with_slots(CARD, words, slug=workshop.slug, practice=workshop.practice, **state)


def _print_totals(total: VoteTotals | None) -> SafeString:
    if total is None:
        return SafeString("")
    return render_with_slots("voting/_vote_totals.html", describe_vote_totals(total))


def answer_in_list(request: HttpRequest, visit: Visit, idea: Idea) -> HttpResponse:
    """Answer a vote that was cast in a list: with the changed buttons, or with a 303 to its place there."""
    if not is_htmx(request):
        tell_next_page(request, idea)
        return see_other(f"{find_list_address(request, visit.workshop.slug)}#idea-{idea.ref}")
    answer = request.POST["value"]
    total = find_told_total(idea) if may_see_totals(visit, voted=answer != "none") else None
    words = {
        "csrf_token": find_token(request),
        "back": find_list_address(request, visit.workshop.slug),
        "ref": idea.ref,
        "title": idea.title,
        "split": _print_totals(total),
    }
    mine = "" if answer == "none" else answer
    return HttpResponse(_print_form(visit, words, my_vote=mine, just_voted=answer))
