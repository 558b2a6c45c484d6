"""Who may see how others voted on an idea: who has voted on it, so that nobody votes with the crowd.

One rule for panel, list, queue and boards alike.
"""

from collections.abc import Iterable
from uuid import UUID

from anonymity.thresholds import FEWEST_VOTERS_TOLD
from ideas.models import Idea
from voting.ballots.vote_totals import NOBODY, VoteTotals, read_totals
from workshops.domain.visits import Visit
from workshops.models import Workshop
from workshops.phases import OVER


def may_see_totals(visit: Visit, *, voted: bool, mine: bool = False) -> bool:
    """Return whether this visitor may see how others voted on an idea.

    Who has voted on it, who wrote it and so cannot vote, and everybody once the workshop has closed.
    """
    return voted or mine or visit.workshop.phase in OVER


def find_told_total(idea: Idea) -> VoteTotals | None:
    """Return what the last release counted on the idea; None where too few people have voted."""
    return find_told_totals(idea.workshop, [idea.pk]).get(idea.pk)


def find_told_totals(workshop: Workshop, ideas: Iterable[UUID]) -> dict[UUID, VoteTotals]:
    """Return the same for many ideas of a workshop, by primary key; asks nobody where there are none."""
    asked = list(ideas)
    totals = read_totals(workshop) if asked else {}
    return {key: totals[key] for key in asked if is_told(totals.get(key, NOBODY).voters)}


def is_told(voters: int) -> bool:
    """Return whether enough people have voted for their votes to be told."""
    return voters >= FEWEST_VOTERS_TOLD
