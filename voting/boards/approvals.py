"""The votes that `diverse` is chosen from: who likes which of the best ideas, in memory for one run."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np

from voting.ballots.vote_rows import load_votes
from voting.boards.listing import find_candidates
from voting.count.counting import Count, count_ideas
from voting.count.idea_scores import IdeaScores
from voting.count.members_counted import People
from voting.count.merges import Mains, with_relatives
from voting.scores.vote_matrix import VoteMatrix
from workshops.models import Workshop


@dataclass(frozen=True, repr=False)
class Run:
    """What one run has loaded and counted."""

    workshop: Workshop
    people: People
    mains: Mains
    count: Count


def find_approvals(run: Run, idea_scores: IdeaScores) -> VoteMatrix:
    """Return the votes on the candidates, by their places in the scores; from the count or the table."""
    keys = idea_scores.keys
    places = find_candidates(idea_scores).tolist()
    counted = set(run.count.ideas)
    others = [keys[place] for place in places if keys[place] not in counted]
    counts = [run.count]
    if others:
        votes = load_votes(with_relatives(others, run.mains))
        counts.append(count_ideas(run.workshop, votes, run.people, run.mains, run.count.published))
    wanted = {keys[place]: place for place in places}
    parts = [_pick(count, wanted) for count in counts]
    return VoteMatrix(
        np.concatenate([part.ideas for part in parts]),
        np.concatenate([part.members for part in parts]),
        np.concatenate([part.values for part in parts]),
        len(keys),
    )


def _pick(count: Count, wanted: dict[UUID, int]) -> VoteMatrix:
    """Return the votes on wanted ideas by the places they are wanted at."""
    place = np.array([wanted.get(key, -1) for key in count.ideas], np.int64)
    found = place[count.votes_cast.ideas]
    kept = found >= 0
    return VoteMatrix(found[kept], count.votes_cast.members[kept], count.votes_cast.values[kept], len(wanted))
