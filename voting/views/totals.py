"""How many people voted how on an idea, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ideas.models import Idea
from voting.ballots.totals_hidden_until_voted import find_told_total
from voting.ballots.vote_totals import VoteTotals


@dataclass(frozen=True)
class TotalsCard:
    """How many people voted how on an idea, in words and as the lengths of a bar.

    `words` says how many voted or, alone, why nothing is shown.
    """

    words: str
    shown: bool = False
    all: str = ""
    decided: str = ""
    up: str = ""
    up_words: str = ""
    down_words: str = ""
    unsure_words: str = ""

    def as_words(self) -> dict[str, str]:
        """Return all that is printed, by its name."""
        return {name: words for name, words in vars(self).items() if name != "shown"}


def describe_totals(idea: Idea, *, shown: bool) -> TotalsCard:
    """Return the totals of the last release for the page.

    They are hidden until one has voted or the workshop has closed, and from fewer than five people.
    """
    total = find_told_total(idea)
    if total is None:
        return TotalsCard(_("Totals appear when five people have voted."))
    if not shown:
        return TotalsCard(_("Totals appear when you have voted."))
    words = ngettext("%(n)d person has voted.", "%(n)d people have voted.", total.voters)
    return TotalsCard(
        words % {"n": total.voters},
        shown=True,
        all=str(total.voters),
        decided=str(total.up + total.down),
        up=str(total.up),
        **describe_vote_totals(total),
    )


def describe_vote_totals(total: VoteTotals) -> dict[str, str]:
    """Return in words how many people voted how."""
    up, down, unsure = total
    return {
        "up_words": ngettext("%(number)s likes it", "%(number)s like it", up) % {"number": up},
        "down_words": ngettext("%(number)s doesn’t", "%(number)s don’t", down) % {"number": down},
        "unsure_words": ngettext("%(number)s not sure", "%(number)s not sure", unsure) % {"number": unsure},
    }
