"""How many people voted how on an idea, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas.models import Idea
from voting.ballots.totals_hidden_until_voted import find_told_total
from voting.ballots.vote_totals import VoteTotals


def describe_totals(idea: Idea, *, shown: bool) -> dict[str, Any]:
    """Return the totals of the last release for the page.

    They are hidden until one has voted or the workshop has closed, and from fewer than five people.
    """
    total = find_told_total(idea)
    if total is None:
        return {"shown": False, "words": _("Totals appear when five people have voted.")}
    if not shown:
        return {"shown": False, "words": _("Totals appear when you have voted.")}
    words = ngettext("%(n)d person has voted.", "%(n)d people have voted.", total.voters)
    return {
        "shown": True,
        "words": words % {"n": total.voters},
        "all": str(total.voters),
        "decided": str(total.up + total.down),
        "up": str(total.up),
        **describe_vote_totals(total),
    }


def describe_vote_totals(total: VoteTotals) -> dict[str, str]:
    """Return in words how many people voted how."""
    up, down, unsure = total
    return {
        "up_words": ngettext("%(number)s likes it", "%(number)s like it", up) % {"number": up},
        "down_words": ngettext("%(number)s doesn’t", "%(number)s don’t", down) % {"number": down},
        "unsure_words": ngettext("%(number)s not sure", "%(number)s not sure", unsure) % {"number": unsure},
    }
