"""`common-ground`: what people of every group like (group-informed consensus, as in Pol.is)."""

from dataclasses import dataclass

import numpy as np

from voting.scores.vote_matrix import NONE, UP, Booleans, Floats, Integers, VoteMatrix, value_of_each_vote

VOTES_TO_BE_LISTED = 5


@dataclass(frozen=True)
class CommonGround:
    """Arrays (I,): the score, and whether the idea is listed."""

    score: Floats
    is_listed: Booleans


def score_common_ground(
    votes_cast: VoteMatrix, groups: Integers, number_of_groups: int, counted_from: int = 0
) -> CommonGround:
    """Scores of all ideas: the G-th root of Π_g (u_g+1)/(u_g+d_g+s_g+2).

    groups: (M,) from 0 to G-1, or NONE for members of no group, who do not count here; a group with fewer
    than `counted_from` votes on an idea counts with ½ there, as one nobody of which has voted. Listed is an
    idea for which half of the groups count so, two at least; where all do from the first vote on, one with 5
    votes ("not sure" included) in every group.
    Raises ValueError for fewer than two groups: there is no ground to be common.
    """
    if number_of_groups < 2:
        raise ValueError("Common ground needs at least two groups.")
    up, votes = _count_by_group(votes_cast, groups, number_of_groups)
    counts = votes >= counted_from
    shares = np.where(counts, (up + 1) / (votes + 2), 0.5)
    keen = np.sort(shares, axis=1)  # sorted, so that the numbering of groups changes nothing
    score = np.prod(keen, axis=1) ** (1 / number_of_groups)
    enough = votes.min(axis=1) >= VOTES_TO_BE_LISTED
    if counted_from:
        enough = counts.sum(axis=1) >= max(2, number_of_groups / 2)
    return CommonGround(score, enough)


def _count_by_group(
    votes_cast: VoteMatrix, groups: Integers, number_of_groups: int
) -> tuple[Integers, Integers]:
    """Thumbs-up and all votes, both (I, G)."""
    group = value_of_each_vote(votes_cast, groups)
    shape = (votes_cast.number_of_ideas, number_of_groups)
    cells = votes_cast.ideas * np.int64(number_of_groups) + group
    counts = [
        np.bincount(cells[wanted], minlength=shape[0] * shape[1]).reshape(shape)
        for wanted in ((group != NONE) & (votes_cast.values == UP), group != NONE)
    ]
    return counts[0], counts[1]
