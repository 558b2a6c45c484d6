"""What somebody may do and see of votes: one rule for panel, list, queue and boards alike.

Each rule answers with the reason why not, in words, or with "" where nothing is in the way. None asks the
database more than once, and most often not at all. Whether an idea takes a vote is decided in the end by the
statement that stores it (`Vote.objects.put`).
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from anonymity.thresholds import FEWEST_VOTERS_TOLD
from ideas.domain.authors import find_own
from ideas.domain.catalogue import read_catalogue
from ideas.models import Idea
from ideas_platform.lib.refusals import KeyAway
from voting.ballots.casting import find_all_my_votes
from voting.ballots.vote_totals import NOBODY, VoteTotals, read_totals
from workshops.domain.visits import Visit
from workshops.rules import Deed, Phase

OVER = frozenset({Phase.CLOSED, Phase.PUBLISHED})
JOIN_FIRST = _("Join the workshop to vote.")
CLOSED = _("Voting is closed.")
NOT_NOW = _("You can vote while the workshop is open.")
OWN = _("You wrote this one, so you cannot vote on it.")
FROZEN = _("The votes on this idea stay as they are: a key was lost, so nobody could be counted once.")
MERGED = _("This idea is part of another. Votes are taken there.")


def find_voting_obstacle(visit: Visit) -> str | Promise:
    """Return why this visitor cannot vote in the workshop now, whatever the idea."""
    if visit.membership is None:
        return JOIN_FIRST
    if not visit.workshop.allows(Deed.VOTE):
        return visit.workshop.say_stopped(CLOSED if visit.workshop.phase in OVER else NOT_NOW)
    return ""


def find_vote_obstacle(visit: Visit, idea: Idea, *, mine: bool) -> str | Promise:
    """Return why this visitor cannot vote on the published idea now; `mine` says whether they wrote it."""
    if obstacle := find_voting_obstacle(visit):
        return obstacle
    if mine:
        return OWN
    if idea.frozen:
        return FROZEN
    catalogue = read_catalogue(visit.workshop)
    place = catalogue.refs.get(idea.ref)
    return "" if place is not None and catalogue.votable[place] else MERGED


def find_vote_obstacles(visit: Visit, ideas: Sequence[Idea]) -> dict[UUID, str | Promise]:
    """Return the same for many published ideas at once, "" for each that one may vote on.

    Raises KeyAway where the key is not to be had.
    """
    if obstacle := find_voting_obstacle(visit):
        return dict.fromkeys((idea.pk for idea in ideas), obstacle)
    tagged = [(idea.pk, bytes(idea.thread_tag)) for idea in ideas]
    own = find_own(actor=visit.membership, workshop=visit.workshop, tagged=tagged)
    return {idea.pk: find_vote_obstacle(visit, idea, mine=idea.pk in own) for idea in ideas}


def may_see_totals(visit: Visit, *, voted: bool, mine: bool = False) -> bool:
    """Return whether this visitor may see how others voted on an idea.

    Who has voted on it, who wrote it and so cannot vote, and everybody once the workshop has closed.
    """
    return voted or mine or visit.workshop.phase in OVER


def find_told_total(idea: Idea) -> VoteTotals | None:
    """Return what the last release counted on the idea; None where too few people have voted."""
    total = read_totals(idea.workshop).get(idea.pk, NOBODY)
    return total if is_told(total.voters) else None


def is_told(voters: int) -> bool:
    """Return whether enough people have voted for their votes to be told."""
    return voters >= FEWEST_VOTERS_TOLD


def find_boards_obstacle(visit: Visit) -> str:
    """Return why this visitor does not see the boards yet.

    While a workshop is open, boards show to those who have voted on `boards_after_votes` ideas,
    so that nobody votes with the crowd.
    """
    workshop = visit.workshop
    if workshop.phase != Phase.OPEN or visit.membership is None or not workshop.boards_after_votes:
        return ""
    if visit.hides_past:
        return str(_("Enter your PIN to see the boards. They show to those who have voted."))
    try:
        mine = find_all_my_votes(actor=visit.membership, workshop=workshop)
    except KeyAway:
        return ""  # reading goes on
    missing = min(workshop.boards_after_votes, mine.total) - mine.voted
    if missing <= 0:
        return ""
    return _say_missing(missing, is_paused=workshop.is_paused)


def _say_missing(missing: int, *, is_paused: bool) -> str:
    words = ngettext(
        "Vote on %(n)d more idea to see the boards.", "Vote on %(n)d more ideas to see the boards.", missing
    )
    if is_paused:
        words = ngettext(
            "The workshop is paused, so nobody can vote now. Once it goes on, vote on %(n)d more idea to "
            "see the boards.",
            "The workshop is paused, so nobody can vote now. Once it goes on, vote on %(n)d more ideas to "
            "see the boards.",
            missing,
        )
    return words % {"n": missing}
