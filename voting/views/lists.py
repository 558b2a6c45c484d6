"""Voting in the list of ideas: three buttons under each card, and what they answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from ideas_platform.lib.refusals import KeyAway
from ideas_platform.lib.responses import find_token, is_htmx, see_other
from ideas_platform.lib.stencil import fill
from voting.domain.may import find_told_total, find_vote_obstacles, may_see_totals
from voting.domain.totals import Split
from voting.domain.voting import find_all_my_votes
from voting.views.kept import find_kept_vote, find_list
from voting.views.totals import describe_split
from workshops.domain.visits import Visit
from workshops.models import Idea
from workshops.pending_cookie import is_waiting
from workshops.views.ideas import IdeaListPage

CARD = "voting/_card_vote.html"


def mark_my_votes(request: HttpRequest, page: IdeaListPage) -> dict[str, Any]:
    """Note on each idea the visitor's vote and where to vote; return how many they cast, and on how many."""
    visit = page.visit
    kept = {"kept_vote": find_kept_vote(request, visit)} if is_waiting(request) else {}
    if visit.hides_past:
        return kept
    try:
        mine = find_all_my_votes(actor=visit.membership, workshop=visit.workshop)
        obstacles = find_vote_obstacles(visit, list(page.ideas))
    except KeyAway:
        return kept
    for idea in page.ideas:
        idea.my_vote = mine.answers.get(idea.pk, "")  # type: ignore[attr-defined]
    note_counts(visit, [idea for idea in page.ideas if idea.my_vote])  # type: ignore[attr-defined]
    open_ideas = [idea for idea in page.ideas if not obstacles[idea.pk]]
    place = {"csrf_token": find_token(request), "back": request.get_full_path()} if open_ideas else {}
    for idea in open_ideas:
        idea.vote_form = _print_form(visit, idea, place)  # type: ignore[attr-defined]
    return {"voted": mine.voted, "total": mine.total, **kept}


def _print_form(visit: Visit, idea: Idea, place: Mapping[str, str]) -> SafeString:
    """Return the buttons of one card. Their four states are printed once for all readers and cards."""
    words = {**place, "ref": idea.ref, "title": idea.title, "split": _print_split(idea)}
    return fill(CARD, words, slug=visit.workshop.slug, my_vote=idea.my_vote)  # type: ignore[attr-defined]


def _print_split(idea: Idea) -> SafeString:
    """Return how others have voted, where that was noted."""
    counted: Split | None = getattr(idea, "counted", None)
    if counted is None:
        return SafeString("")
    return fill("voting/_split.html", describe_split(counted))


def note_counts(visit: Visit, voted: Sequence[Idea]) -> None:
    """Note on each idea, which the visitor has voted on, what the last release counted of enough people."""
    for idea in voted:
        if may_see_totals(visit, voted=True) and (total := find_told_total(idea)):
            idea.counted = total  # type: ignore[attr-defined]


def answer_in_list(request: HttpRequest, visit: Visit, idea: Idea) -> HttpResponse:
    """Answer a vote that was cast in a list: with the changed buttons, or with a 303 to its place there."""
    if not is_htmx(request):
        return see_other(f"{find_list(request, visit.workshop.slug)}#idea-{idea.ref}")
    answer = request.POST["value"]
    note_counts(visit, [idea] if answer != "none" else [])
    words = {
        "csrf_token": find_token(request),
        "back": find_list(request, visit.workshop.slug),
        "ref": idea.ref,
        "title": idea.title,
        "split": _print_split(idea),
    }
    mine = "" if answer == "none" else answer
    slug, practice = visit.workshop.slug, visit.workshop.practice
    return HttpResponse(fill(CARD, words, slug=slug, practice=practice, my_vote=mine, just_voted=answer))
