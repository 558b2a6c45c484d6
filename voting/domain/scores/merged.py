"""Votes on merged ideas: counted under the main one, each person once."""

from dataclasses import dataclass

import numpy as np

from voting.domain.scores.ballots import DOWN, NONE, UNSURE, UP, Ballots, Booleans, Integers


@dataclass(frozen=True, repr=False)
class Merging:
    """Under which idea each idea counts (I,), and who wrote what: pairs of idea and member, (A,) each."""

    mains: Integers
    written: Integers
    authors: Integers

    @property
    def joint(self) -> Booleans:
        """Which ideas (I,) take part in a merge, as main idea or as part."""
        moved = self.mains != np.arange(len(self.mains))
        joint: Booleans = moved.copy()
        joint[self.mains[moved]] = True
        return joint


def merge_ballots(ballots: Ballots, merging: Merging) -> Ballots:
    """The same votes, those on parts under their main idea, each person once.

    A person's vote on the main idea counts; without one, what most of their votes on the parts say, a tie
    being "not sure". Votes of authors of any of the ideas do not count there. Votes that match no member
    cannot be told to be one person's, so each counts.
    """
    joint = merging.joint[ballots.ideas]
    if not joint.any():
        return ballots
    known = joint & (ballots.members != NONE)
    mains = merging.mains[ballots.ideas]
    once = _once(_only(ballots, mains, known), ballots.ideas[known] == mains[known], merging)
    kept = _only(ballots, mains, ~known)
    return Ballots(
        np.concatenate([kept.ideas, once.ideas]),
        np.concatenate([kept.members, once.members]),
        np.concatenate([kept.values, once.values]),
        ballots.number_of_ideas,
    )


def _only(ballots: Ballots, mains: Integers, mask: Booleans) -> Ballots:
    return Ballots(mains[mask], ballots.members[mask], ballots.values[mask], ballots.number_of_ideas)


def _once(votes: Ballots, on_main: Booleans, merging: Merging) -> Ballots:
    """One vote for each main idea and person. `on_main` (V,): which votes are on the main idea itself."""
    width = np.int64(max(votes.members.max(initial=0), merging.authors.max(initial=0)) + 1)
    keys, row = np.unique(votes.ideas * width + votes.members, return_inverse=True)
    # A vote on the main idea outweighs all on its parts.
    weight = np.where(on_main, len(merging.mains) + 1, 1)
    up, down, unsure = (
        np.bincount(row, weight * (votes.values == kind), minlength=len(keys)) for kind in (UP, DOWN, UNSURE)
    )
    against = np.where(down > np.maximum(up, unsure), DOWN, UNSURE)
    value = np.where(up > np.maximum(down, unsure), UP, against)
    wrote = merging.mains[merging.written] * width + merging.authors
    counts = ~np.isin(keys, wrote[merging.authors != NONE])
    return Ballots(keys[counts] // width, keys[counts] % width, value[counts], votes.number_of_ideas)
