"""The part of an idea's page where one votes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ideas.models import Idea
from ideas.views.ideas import IdeaPage
from ideas.views.own_contributions import MinePage
from ideas_platform.lib.refusals import KeyAway
from ideas_platform.lib.responses import find_token
from ideas_platform.lib.slot_rendering import render_with_slots
from voting.ballots.casting import find_my_votes
from voting.ballots.merge_links import MergeLinks, find_merge_links, has_merge_links
from voting.ballots.totals_hidden_until_voted import find_told_totals, may_see_totals
from voting.ballots.vote_obstacles import find_vote_obstacle
from voting.views.just_voted import find_just_voted
from voting.views.kept import ANSWER_WORDS, find_kept_vote
from voting.views.places import show_places
from voting.views.totals import describe_totals
from workshops.domain.visits import Visit
from workshops.sign_in.pending_cookie import has_pending


@dataclass(frozen=True)
class MyVote:
    """How the visitor voted on an idea, "" for not at all, and why that cannot be looked up, if so."""

    my_vote: str
    why_not: str = ""


def show_vote_panel(request: HttpRequest, page: IdeaPage) -> SafeString:
    """Return the vote panel of an idea's page; empty for what cannot be voted on."""
    if page.idea.status != Idea.Status.PUBLISHED:
        return SafeString("")
    links = find_merge_links(page.idea) if has_merge_links(page.idea) else MergeLinks()
    if links.main is not None:
        context = {"main": links.main, "my_vote": say_vote(_look_up(page.visit, page.idea).my_vote)}
        return render_to_string("voting/_merged.html", context, request)
    found = _look_up(page.visit, page.idea)
    panel = _offer_again(request, page) + _render_panel(request, page, found, just_voted="")
    panel += show_places(page, voted=bool(found.my_vote))
    if not links.parts:
        return panel
    votes = {} if found.why_not else _find_votes(page.visit, [part.pk for part in links.parts])
    parts = [(part, say_vote(votes.get(part.pk, ""))) for part in links.parts]
    return panel + render_to_string("voting/_parts.html", {"parts": parts}, request)


def say_vote(answer: str) -> str:
    """Return in words how somebody voted, "" for not at all."""
    return str(ANSWER_WORDS[answer]) if answer else ""


def _offer_again(request: HttpRequest, page: IdeaPage) -> SafeString:
    """Return the vote that waits for its voter here; "" where none does."""
    kept = find_kept_vote(request, page.visit) if has_pending(request) else None
    if kept is None:
        return SafeString("")
    return render_to_string("voting/_kept_vote.html", {"kept_vote": kept}, request)


def render_vote_panel(request: HttpRequest, page: IdeaPage, *, just_voted: str) -> SafeString:
    """Return the panel as it stands now; `just_voted` is the answer that was stored a moment ago, if any."""
    if page.visit.hides_past or not just_voted:
        found = _look_up(page.visit, page.idea)
    else:
        found = MyVote("" if just_voted == "none" else just_voted)
    return _render_panel(request, page, found, just_voted=just_voted)


def _render_panel(request: HttpRequest, page: IdeaPage, found: MyVote, *, just_voted: str) -> SafeString:
    visit, idea = page.visit, page.idea
    just_voted = just_voted or find_just_voted(request, idea, found.my_vote)
    obstacle = found.why_not or find_vote_obstacle(visit, idea, mine=page.mine)
    voted_unseen = visit.hides_past and just_voted not in ("", "none")
    voted = bool(found.my_vote) or voted_unseen
    totals = describe_totals(idea, shown=may_see_totals(visit, voted=voted, mine=page.mine))
    words = {"ref": idea.ref, "csrf_token": find_token(request), "why_not": str(obstacle)}
    words |= totals.as_words()
    if visit.hides_past:
        words["back"] = quote(idea.get_absolute_url())
    return render_with_slots(
        "voting/_vote_panel.html",
        words,
        slug=visit.workshop.slug,
        my_vote=found.my_vote,
        mine=page.mine,
        may_vote=not obstacle,
        just_voted=just_voted,
        is_shut=visit.hides_past,
        shown=totals.shown,
        practice=visit.workshop.practice,
    )


def find_own_totals(_request: HttpRequest, page: MinePage) -> dict[str, Any]:
    """Return `counted`: for each of one's own ideas what the last release counted of enough people."""
    if not may_see_totals(page.visit, voted=False, mine=True):
        return {}
    return {"counted": find_told_totals(page.visit.workshop, [idea.pk for idea in page.own.ideas])}


def _find_votes(visit: Visit, ideas: list[UUID]) -> dict[UUID, str]:
    return find_my_votes(actor=visit.membership, workshop=visit.workshop, idea_ids=ideas)


def _look_up(visit: Visit, idea: Idea) -> MyVote:
    try:
        votes = _find_votes(visit, [idea.pk])
    except KeyAway as trouble:
        return MyVote("", str(trouble.message))
    return MyVote(votes.get(idea.pk, ""))
