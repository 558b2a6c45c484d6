"""What a reader sees of the boards."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ideas_platform.lib.refusals import KeyAway
from voting.domain.voting import find_all_my_votes
from voting.models import Board, BoardEntry
from workshops.domain.visits import Visit
from workshops.models import Idea
from workshops.rules import Phase

CLUSTER_STEPS = (50, 20, 10, 5, 3)
CLUSTER_SENTENCES = {
    "organisation": gettext_lazy("They work in %(n)d or more organisations."),
    "borough": gettext_lazy("They work in %(n)d or more boroughs."),
    "group": gettext_lazy("They belong to %(n)d or more groups."),
    "opinion group": gettext_lazy("They belong to %(n)d or more opinion groups."),
}


@dataclass(frozen=True)
class BoardWords:
    """How a board is explained to a lay reader."""

    title: str | Promise
    sentence: str | Promise
    explanation: str | Promise


BOARD_WORDS = {
    Board.Name.TOP: BoardWords(
        gettext_lazy("Top ideas"),
        gettext_lazy("Ideas that most people like, whichever organisation they work for."),
        gettext_lazy(
            "We take the share of thumbs-up and allow for chance: an idea with few votes waits for more. "
            "People in one organisation often think alike, so none counts for more than 20 voices. "
            "“Not sure” does not count for or against. "
            "The bar shows between which shares the true one most likely lies."
        ),
    ),
}


def find_gate(visit: Visit) -> str:
    """Return why this visitor does not see the boards yet, or "" where they do.

    While a workshop is open, boards show to those who have voted on `boards_after_votes` ideas,
    so that nobody votes with the crowd.
    """
    workshop = visit.workshop
    if workshop.phase != Phase.OPEN or visit.membership is None or not workshop.boards_after_votes:
        return ""
    if visit.hides_past:
        return _("Enter your PIN to see the boards. They show to those who have voted.")
    try:
        votes, total = find_all_my_votes(actor=visit.membership, workshop=workshop)
    except KeyAway:
        return ""  # reading goes on
    missing = min(workshop.boards_after_votes, total) - len(votes)
    if missing <= 0:
        return ""
    return ngettext(
        "Vote on %(n)d more idea to see the boards.", "Vote on %(n)d more ideas to see the boards.", missing
    ) % {"n": missing}


def list_entries(board: Board) -> QuerySet[BoardEntry]:
    """Return the board's entries, best first, without what was hidden since."""
    entries = board.entries.filter(idea__status=Idea.Status.PUBLISHED)
    return entries.select_related("idea", "board__workshop").order_by("rank")


def find_movement(entry: BoardEntry) -> str:
    """Return "up", "down", "same" or "new": how the entry's rank changed with the last release."""
    if entry.previous_rank is None:
        return "new"
    if entry.previous_rank == entry.rank:
        return "same"
    return "up" if entry.rank < entry.previous_rank else "down"


def say_chance(chance: float) -> str:
    """Return how sure it is that an idea belongs in the top ten: "solid", "likely" or "open"."""
    if chance >= 0.8:
        return "solid"
    return "likely" if chance >= 0.5 else "open"


def explain_entry(entry: BoardEntry) -> str:
    """Return the sentence that says why an idea stands there. Numbers of organisations are in steps."""
    people = entry.up + entry.down
    liked = ngettext(
        "Liked by %(up)d of %(people)d person who is for or against it.",
        "Liked by %(up)d of %(people)d people who are for or against it.",
        people,
    ) % {"up": entry.up, "people": people}
    step = next((step for step in CLUSTER_STEPS if entry.clusters >= step), None)
    spread = CLUSTER_SENTENCES.get(entry.board.workshop.clusters_in_words)
    return f"{liked} {spread % {'n': step}}" if step and spread else liked
