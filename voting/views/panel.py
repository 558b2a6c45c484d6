"""The part of an idea's page where one votes."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas_platform.lib.refusals import KeyAway
from voting.domain.kin import Kin, find_kin, has_kin
from voting.domain.voting import find_my_votes
from voting.models import Total
from workshops.domain.visits import Visit
from workshops.models import Idea
from workshops.rules import Deed, Phase
from workshops.views.ideas import IdeaPage
from workshops.views.mine import MinePage

FEWEST_SHOWN = 5


def show_vote_panel(request: HttpRequest, page: IdeaPage) -> SafeString:
    """Return the vote panel of an idea's page; empty for what cannot be voted on."""
    if page.idea.status != Idea.Status.PUBLISHED:
        return SafeString("")
    kin = find_kin(page.idea) if has_kin(page.idea) else Kin()
    if kin.main is not None:
        return render_to_string("voting/_merged.html", {"main": kin.main}, request)
    panel = render_vote_panel(request, page, just_voted="")
    if not kin.parts:
        return panel
    return panel + render_to_string("voting/_parts.html", {"parts": kin.parts}, request)


def render_vote_panel(request: HttpRequest, page: IdeaPage, *, just_voted: str) -> SafeString:
    """Return the panel as it stands now; `just_voted` is the answer that was stored a moment ago, if any."""
    visit, idea = page.visit, page.idea
    mine, why_not = _look_up(visit, idea) if visit.hides_past or not just_voted else (just_voted, "")
    mine = "" if mine == "none" else mine
    why_not = why_not or _why_not(page)
    voted_unseen = visit.hides_past and just_voted not in ("", "none")
    closed = visit.workshop.phase in (Phase.CLOSED, Phase.PUBLISHED)
    context = {
        "workshop": visit.workshop,
        "idea": idea,
        "my_vote": mine,
        "csrf_token": get_token(request),
        "mine": page.mine,
        "may_vote": not why_not and not page.mine,
        "why_not": why_not,
        "just_voted": just_voted,
        "is_shut": visit.hides_past,
        "totals": describe_totals(idea, shown=bool(mine) or voted_unseen or closed),
    }
    return render_to_string("voting/_vote_panel.html", context)


def describe_totals(idea: Idea, *, shown: bool) -> dict[str, Any]:
    """Return the totals of the last release for the page.

    They are hidden until one has voted or the workshop has closed, and from fewer than five people.
    """
    total = Total.objects.read([idea.pk]).get(idea.pk) or Total(idea=idea)
    people = total.up + total.down + total.unsure
    if people < FEWEST_SHOWN:
        return {"shown": False, "words": _("Totals appear when five people have voted.")}
    if not shown:
        return {"shown": False, "words": _("Totals appear when you have voted.")}
    words = ngettext("%(n)d person has voted.", "%(n)d people have voted.", people) % {"n": people}
    return {
        "shown": True,
        "up": total.up,
        "down": total.down,
        "unsure": total.unsure,
        "n": people,
        "words": words,
    }


def note_totals(_request: HttpRequest, page: MinePage) -> dict[str, Any]:
    """Note on each of one's own ideas what the last release counted; return nothing for the page itself."""
    totals = Total.objects.read([idea.pk for idea in page.own.ideas])
    for idea in page.own.ideas:
        total = totals.get(idea.pk)
        if total and total.voters >= FEWEST_SHOWN:
            idea.counted = total  # type: ignore[attr-defined]
    return {}


def _look_up(visit: Visit, idea: Idea) -> tuple[str, str]:
    try:
        votes = find_my_votes(actor=visit.membership, workshop=visit.workshop, idea_ids=[idea.pk])
    except KeyAway as trouble:
        return "", str(trouble.message)
    return votes.get(idea.pk, ""), ""


def _why_not(page: IdeaPage) -> str:
    if page.visit.membership is None:
        return _("Join the workshop to vote.")
    if not page.visit.workshop.allows(Deed.VOTE):
        return _("Voting is closed.")
    if page.idea.frozen:
        return _("The votes on this idea stay as they are: a key was lost, so nobody could be counted once.")
    return ""
