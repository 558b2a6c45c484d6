"""One count: votes with the people behind them, merged, in memory for one run."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np

from ideas.models import Idea
from voting.ballots.vote_rows import VoteRows
from voting.count.members_counted import People, find_voters
from voting.count.merges import Mains, index_mains
from voting.scores.merged import merge_votes
from voting.scores.vote_matrix import Booleans, Totals, VoteMatrix, count_votes
from workshops.models import Workshop


@dataclass(frozen=True, repr=False)
class Count:
    """Votes on `ideas` as they count: under main ideas, each person once.

    own: what was voted on each idea itself, merged or not; votable: which (I,) have scores; published: the
    keys of all ideas of the workshop that everybody sees.
    """

    ideas: list[UUID]
    votes_cast: VoteMatrix
    own: Totals
    votable: Booleans
    published: set[UUID]


def count_ideas(
    workshop: Workshop,
    votes: VoteRows,
    people: People,
    mains: Mains,
    published: set[UUID] | None = None,
) -> Count:
    """Return the count of these votes; those on all parts of a merge must be among them or none.

    `published`, from another count of the same run, spares a query. Raises KeyAway where there is no key.
    """
    ideas = votes.ideas
    members = find_voters(workshop, ideas, votes.idea_indices, votes.tags, people)
    votes_cast = VoteMatrix(votes.idea_indices, members, votes.values, len(ideas))
    if published is None:
        published = set(Idea.objects.filter(workshop=workshop).published().values_list("pk", flat=True))
    votable = np.array([key in published and key not in mains for key in ideas], np.bool_)
    merged = merge_votes(votes_cast, index_mains(ideas, mains, published))
    return Count(ideas, merged, count_votes(votes_cast), votable, published)
