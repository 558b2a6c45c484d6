"""One run of the count: what is loaded and counted before scores and boards are worked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from voting.ballots.vote_rows import load_votes
from voting.count.counting import Count, count_ideas
from voting.count.members_counted import People
from voting.count.merges import Mains, find_mains, with_relatives
from workshops.models import Workshop


@dataclass(frozen=True, repr=False)
class Run:
    """What one run has loaded and counted."""

    workshop: Workshop
    people: People
    mains: Mains
    count: Count


def run_count(workshop: Workshop, people: People, ideas: Iterable[UUID]) -> Run:
    """Return the count of these ideas and of all that count with them, as the last release took the votes."""
    mains = find_mains(workshop)
    votes = load_votes(with_relatives(ideas, mains))
    return Run(workshop, people, mains, count_ideas(workshop, votes, people, mains))
