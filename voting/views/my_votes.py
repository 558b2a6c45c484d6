"""One's own votes: found again by one's tags, to look at, to change and to take back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ideas.domain.idea_lists import list_these
from ideas.views.ideas import IdeaListPage, make_cards
from ideas_platform.lib.access import require
from voting.ballots.casting import MyVotes, find_all_my_votes
from voting.ballots.vote_obstacles import find_voting_obstacle
from voting.views.kept import find_kept_vote
from voting.views.lists import make_card_votes
from workshops.domain.visits import require_past, visit_as_member
from workshops.sign_in.pending_cookie import has_pending

PAGE_SIZE = 20
KINDS = {"": _("All"), "up": _("You like"), "down": _("You don’t like"), "unsure": _("Not sure")}


@dataclass(frozen=True)
class Kind:
    """One of the ways to look at one's votes: all, or those of one answer."""

    value: str
    label: str | Promise
    number: int


@require_safe
def list_my_votes(request: HttpRequest, slug: str) -> HttpResponse:
    """List the ideas that the visitor has voted on, each with the buttons to change or take back the vote."""
    visit = visit_as_member(request.user, slug, back=request.get_full_path())
    actor = require("workshops.see_own", visit)
    require_past(visit, back=request.get_full_path())
    mine = find_all_my_votes(actor=actor, workshop=visit.workshop)
    chosen = request.GET.get("vote", "")
    listed = list_these(visit.workshop, _choose(mine, chosen))
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    votes = make_card_votes(request, IdeaListPage(visit, page), mine)
    context = {
        "workshop": visit.workshop,
        "page_obj": page,
        "cards": make_cards(visit.workshop, page.object_list, votes),
        "kinds": list_kinds(mine),
        "chosen": chosen if chosen in KINDS else "",
        "voted": mine.voted,
        "total": mine.total,
        "settled": len(mine.answers) - mine.voted,
        "obstacle": find_voting_obstacle(visit),
        "kept_vote": find_kept_vote(request, visit) if has_pending(request) else None,
    }
    return render(request, "voting/my_votes.html", context)


def list_kinds(mine: MyVotes) -> list[Kind]:
    """Return all votes and those of each answer, with how many there are."""
    numbers = Counter(mine.answers.values())
    numbers[""] = len(mine.answers)
    return [Kind(value, label, numbers[value]) for value, label in KINDS.items()]


def _choose(mine: MyVotes, chosen: str) -> set[UUID]:
    """Return the ideas with this answer; all where there is no such answer."""
    is_chosen = chosen and chosen in KINDS
    return {key for key, answer in mine.answers.items() if answer == chosen or not is_chosen}
