"""Elections for the tests of the scores: written by hand, or drawn by hypothesis."""

from dataclasses import dataclass, replace

import numpy as np
from hypothesis import strategies as st

from voting.scores.vote_matrix import DOWN, NONE, UNSURE, UP, Integers, VoteMatrix

Vote = tuple[int, int, int]
"""Idea, member (or NONE), value."""


def votes_cast(votes: list[Vote], number_of_ideas: int) -> VoteMatrix:
    rows = np.array(votes, np.int64).reshape(-1, 3)
    return VoteMatrix(rows[:, 0], rows[:, 1], rows[:, 2], number_of_ideas)


def many(idea: int, members: list[int], value: int) -> list[Vote]:
    return [(idea, member, value) for member in members]


@dataclass(frozen=True)
class Election:
    """Votes of M members on I ideas, at most one for each pair, and each member's cluster (or group)."""

    votes: dict[tuple[int, int], int]
    clusters: tuple[int, ...]
    number_of_ideas: int

    @property
    def votes_cast(self) -> VoteMatrix:
        return votes_cast([(*pair, value) for pair, value in self.votes.items()], self.number_of_ideas)

    @property
    def labels(self) -> Integers:
        return np.array(self.clusters, np.int64)

    def with_vote(self, pair: tuple[int, int], value: int | None) -> "Election":
        """The same election but for one vote; None takes it away."""
        others = {other: old for other, old in self.votes.items() if other != pair}
        return replace(self, votes=others if value is None else {**others, pair: value})


@st.composite
def elections(draw: st.DrawFn, labels: int = 4) -> Election:
    """Up to 8 ideas, up to 20 members with labels from NONE to labels-1, any votes; also none at all."""
    ideas = draw(st.integers(1, 8))
    clusters = draw(st.lists(st.integers(NONE, labels - 1), min_size=1, max_size=20))
    pairs = st.tuples(st.integers(0, ideas - 1), st.integers(0, len(clusters) - 1))
    votes = draw(st.dictionaries(pairs, st.sampled_from([UP, UP, DOWN, UNSURE]), max_size=80))
    return Election(votes, tuple(clusters), ideas)


@st.composite
def single_votes(draw: st.DrawFn) -> tuple[Election, tuple[int, int]]:
    """An election, and a pair of idea and member, who may or may not have voted on it."""
    election = draw(elections())
    idea = draw(st.integers(0, election.number_of_ideas - 1))
    return election, (idea, draw(st.integers(0, len(election.clusters) - 1)))
