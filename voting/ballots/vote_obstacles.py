"""Whether somebody may vote, and why not: one rule for panel, list and queue alike.

Each answers with the reason why not, in words, or with "" where nothing is in the way. None asks the database
more than once, and most often not at all. Whether an idea takes a vote is decided in the end by the statement
that stores it (`Vote.objects.put`).
"""

from collections.abc import Sequence
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.domain.catalogue import Catalogue, read_catalogue
from ideas.models import Idea
from voting.ballots.no_vote_on_own import OWN, find_own_ideas
from workshops.domain.visits import Visit
from workshops.phases import OVER, Deed

JOIN_FIRST = _("Join the workshop to vote.")
CLOSED = _("Voting is closed.")
NOT_NOW = _("You can vote while the workshop is open.")
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
    return _find_obstacle(read_catalogue(visit.workshop), idea, mine=mine)


def find_vote_obstacles(visit: Visit, ideas: Sequence[Idea]) -> dict[UUID, str | Promise]:
    """Return the same for many published ideas at once, "" for each that one may vote on.

    Raises KeyAway where the key is not to be had.
    """
    if obstacle := find_voting_obstacle(visit):
        return dict.fromkeys((idea.pk for idea in ideas), obstacle)
    own = find_own_ideas(visit, ideas)
    catalogue = read_catalogue(visit.workshop)
    return {idea.pk: _find_obstacle(catalogue, idea, mine=idea.pk in own) for idea in ideas}


def _find_obstacle(catalogue: Catalogue, idea: Idea, *, mine: bool) -> str | Promise:
    """Return what is in the way of a vote on this idea, where the workshop takes votes."""
    if mine:
        return OWN
    if idea.frozen:
        return FROZEN
    index = catalogue.refs.get(idea.ref)
    return "" if index is not None and catalogue.votable[index] else MERGED
