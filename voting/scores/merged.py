"""Votes on merged ideas: counted under the main one, each person once."""

import numpy as np

from voting.scores.vote_matrix import DOWN, NONE, UNSURE, UP, Booleans, Integers, VoteMatrix


def find_joint(mains: Integers) -> Booleans:
    """Which ideas (I,) take part in a merge, as main idea or as part; mains: under which each counts (I,)."""
    moved = mains != np.arange(len(mains))
    joint: Booleans = moved.copy()
    joint[mains[moved]] = True
    return joint


def merge_votes(votes_cast: VoteMatrix, mains: Integers) -> VoteMatrix:
    """The same votes, those on parts under their main idea (`mains`: (I,)), each person once.

    A person's vote on the main idea counts; without one, what most of their votes on the parts say, a tie
    being "not sure". Who wrote one of the ideas counts with their votes on the others like anybody: were they
    left out, a merge would tell how they had voted. Votes that match no member cannot be told to be one
    person's, so each counts.
    """
    joint = find_joint(mains)[votes_cast.ideas]
    if not joint.any():
        return votes_cast
    known = joint & (votes_cast.members != NONE)
    under = mains[votes_cast.ideas]
    once = _once(_only(votes_cast, under, known), votes_cast.ideas[known] == under[known])
    kept = _only(votes_cast, under, ~known)
    return VoteMatrix(
        np.concatenate([kept.ideas, once.ideas]),
        np.concatenate([kept.members, once.members]),
        np.concatenate([kept.values, once.values]),
        votes_cast.number_of_ideas,
    )


def _only(votes_cast: VoteMatrix, mains: Integers, mask: Booleans) -> VoteMatrix:
    return VoteMatrix(
        mains[mask], votes_cast.members[mask], votes_cast.values[mask], votes_cast.number_of_ideas
    )


def _once(votes: VoteMatrix, on_main: Booleans) -> VoteMatrix:
    """One vote for each main idea and person. `on_main` (V,): which votes are on the main idea itself."""
    width = np.int64(votes.members.max(initial=0) + 1)
    keys, row = np.unique(votes.ideas * width + votes.members, return_inverse=True)
    # A vote on the main idea outweighs all on its parts.
    weight = np.where(on_main, votes.number_of_ideas + 1, 1)
    up, down, unsure = (
        np.bincount(row, weight * (votes.values == kind), minlength=len(keys)) for kind in (UP, DOWN, UNSURE)
    )
    against = np.where(down > np.maximum(up, unsure), DOWN, UNSURE)
    value = np.where(up > np.maximum(down, unsure), UP, against)
    return VoteMatrix(keys // width, keys % width, value, votes.number_of_ideas)
