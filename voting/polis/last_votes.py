"""Which of a person's votes on one comment counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voting.polis.conversation import Comment, VoteRows


@dataclass(frozen=True, repr=False)
class LastVotes:
    """One vote for each pair, as columns (V,) in no order: indices of comment and person, value."""

    comments: NDArray[np.int64]
    people: NDArray[np.int64]
    values: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.values)


def find_last_votes(rows: VoteRows) -> LastVotes:
    """Return the last vote by time of each person on each comment; at equal times the later row."""
    comments, people = (np.array(column, np.int64) for column in (rows.comments, rows.people))
    values = np.array(rows.values, np.int16)
    # Stable: rows of the same pair and time stay in the order of the file.
    in_time = np.lexsort((np.array(rows.times, np.int64), people, comments))
    is_last = np.ones(len(in_time), np.bool_)
    is_last[:-1] = (np.diff(comments[in_time]) != 0) | (np.diff(people[in_time]) != 0)
    # Shuffled here already, so that no later step can keep the order of the file.
    last = np.random.default_rng().permutation(in_time[is_last])
    return LastVotes(comments[last], people[last], values[last])


def count_own_votes(votes: LastVotes, comments: list[Comment], people: list[int]) -> int:
    """Return how many votes are by the comment's own author; `people` are the participants' numbers."""
    authors = np.array([comment.author for comment in comments], np.int64)
    voters = np.array(people, np.int64)
    return int(np.count_nonzero(authors[votes.comments] == voters[votes.people]))
