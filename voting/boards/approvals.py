"""The votes that `diverse` is chosen from: who likes which of the best ideas, in memory for one run."""

from __future__ import annotations

from uuid import UUID

import numpy as np

from voting.ballots.vote_rows import load_votes
from voting.count.counting import Count, count_ideas
from voting.count.idea_scores import IdeaScores
from voting.count.merges import with_relatives
from voting.count.runs import Run
from voting.scores.vote_matrix import Integers, VoteMatrix


def find_approvals(run: Run, idea_scores: IdeaScores, candidates: Integers) -> VoteMatrix:
    """Return the votes on the candidates, by their indices in the scores; from the count or the table."""
    wanted = {UUID(bytes=idea_scores.ids[index].tobytes()): index for index in candidates.tolist()}
    parts = [_pick(count, wanted) for count in (run.count, *_count_others(run, wanted))]
    return VoteMatrix(
        np.concatenate([part.ideas for part in parts]),
        np.concatenate([part.members for part in parts]),
        np.concatenate([part.values for part in parts]),
        len(idea_scores.ids),
    )


def _count_others(run: Run, wanted: dict[UUID, int]) -> list[Count]:
    """Return a count of those wanted ideas that this run has not counted; none where it has counted all."""
    counted = set(run.count.ideas)
    others = [key for key in wanted if key not in counted]
    if not others:
        return []
    votes = load_votes(with_relatives(others, run.mains))
    return [count_ideas(run.workshop, votes, run.people, run.mains, run.count.published)]


def _pick(count: Count, wanted: dict[UUID, int]) -> VoteMatrix:
    """Return the votes on wanted ideas by the indices they are wanted at."""
    index = np.array([wanted.get(key, -1) for key in count.ideas], np.int64)
    found = index[count.votes_cast.ideas]
    kept = found >= 0
    return VoteMatrix(found[kept], count.votes_cast.members[kept], count.votes_cast.values[kept], len(wanted))
