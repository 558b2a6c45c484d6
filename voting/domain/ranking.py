"""From votes to totals, scores and boards: for the changed ideas only, or for all.

Who voted is worked out in memory (see `matching`); what is stored are numbers per idea.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import numpy as np

from ideas_platform.lib.copying import copy_in
from voting.domain.electors import People, find_voters
from voting.domain.scores.ballots import Ballots, count_votes
from voting.domain.scores.clustered import score_clustered
from voting.domain.stored_votes import StoredVotes
from voting.models import Total
from workshops.models import Idea, Workshop

_COLUMNS = ("idea_id", "up", "down", "unsure", "clusters", "top_score", "top_high", "top_weight", "top_share")


def score_ideas(workshop: Workshop, votes: StoredVotes, people: People) -> list[Total]:
    """Return total and scores of each of `votes.ideas`, not stored.

    An idea that is not published, or that nobody is for or against, gets no score.
    """
    standing = votes.standing
    members = find_voters(workshop, standing.ideas, standing.places, standing.tags, people)
    ballots = Ballots(standing.places, members, standing.values, len(votes.ideas))
    counted, top = count_votes(ballots), score_clustered(ballots, people.clusters, workshop.rho)
    published = set(Idea.objects.filter(pk__in=votes.ideas).published().values_list("pk", flat=True))
    scored = (counted.decided > 0) & np.array([key in published for key in votes.ideas], np.bool_)
    return [
        Total(
            idea_id=key,
            up=int(counted.up[i]),
            down=int(counted.down[i]),
            unsure=int(counted.unsure[i]),
            clusters=int(top.clusters[i]),
            top_score=float(top.score[i]) if scored[i] else None,
            top_high=float(top.high[i]),
            top_weight=float(top.effective_votes[i]),
            top_share=float(top.effective_share[i]),
        )
        for i, key in enumerate(votes.ideas)
    ]


def store_totals(totals: Sequence[Total]) -> None:
    """Put these totals in the place of the stored ones of the same ideas."""
    ideas: list[UUID] = [total.idea_id for total in totals]
    Total.objects.filter(idea__in=ideas).delete()
    copy_in("voting_total", _COLUMNS, ([getattr(total, column) for column in _COLUMNS] for total in totals))
