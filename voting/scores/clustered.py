"""`top`: the share of thumbs-up, cautiously, with no organisation counting for more than 1/rho people.

People of one organisation talk to each other, so that their votes are not as many separate opinions.
Each cluster's votes are weighted by the design effect of survey statistics (Kish, 1965).
"""

from dataclasses import dataclass

import numpy as np

from voting.scores.vote_matrix import (
    NONE,
    UNSURE,
    UP,
    Booleans,
    Floats,
    Integers,
    Totals,
    VoteMatrix,
    count_votes,
    sum_by_idea,
    value_of_each_vote,
)
from voting.scores.wilson import share_of, wilson_interval

RHO = 0.05
CLUSTERS_TO_BE_LISTED = 3


@dataclass(frozen=True)
class Clustered:
    """Arrays (I,): the score (low end of the interval), its high end, m, p, and clusters with a vote.

    named: how many of these clusters are a value that members have, not somebody without one.
    """

    score: Floats
    high: Floats
    effective_votes: Floats
    effective_share: Floats
    clusters: Integers
    named: Integers


@dataclass(frozen=True)
class MembersCounted:
    """Who could vote: the number of members, and of clusters with at least one member."""

    members: int
    clusters: int

    @classmethod
    def of(cls, clusters: Integers | None, members: int) -> "MembersCounted":
        """Counted from the cluster of each member (M,), members without a value being one cluster more."""
        return cls(members, members if clusters is None else len(np.unique(clusters)))


@dataclass(frozen=True)
class _Cells:
    """One row for each idea and cluster with a vote: (X,) idea, cluster, thumbs-up, n."""

    ideas: Integers
    clusters: Integers
    up: Integers
    decided: Integers


def part_unnamed(clusters: Integers) -> Integers:
    """The same clusters (M,) but for members without a value, each of whom becomes a cluster of their own."""
    alone = clusters == NONE
    parted = clusters.copy()
    parted[alone] = clusters.max(initial=NONE) + 1 + np.arange(np.count_nonzero(alone))
    return parted


def score_clustered(
    votes_cast: VoteMatrix, clusters: Integers | None, rho: float = RHO, *, values: int | None = None
) -> Clustered:
    """Scores of all ideas: w_o = n_o/(1+(n_o-1)·rho), m = Σw_o, p = Σw_o·(u_o/n_o)/m, Wilson95(p, m).

    clusters: (M,) the cluster of each member, NONE (no value) being one cluster more, together with the
    votes that match no member; or None, where everybody is their own: plain Wilson. Clusters from number
    `values` on are single people, not a value that has a name.
    """
    if clusters is None:
        return _score_people(count_votes(votes_cast))
    cells = _cells(votes_cast, clusters)
    named = cells.clusters != NONE if values is None else (cells.clusters != NONE) & (cells.clusters < values)
    return _score_cells(cells, named, votes_cast.number_of_ideas, rho)


def is_top_listed(totals: Totals, clusters: Integers, members_counted: MembersCounted) -> Booleans:
    """Which ideas (I,) have n ≥ max(5, min(10, members/5)) votes from ≥ min(3, clusters present).

    clusters: (I,) those with a vote; more than CLUSTERS_TO_BE_LISTED are as good as these.
    """
    enough_votes = max(5.0, min(10.0, members_counted.members / 5))
    return (totals.decided >= enough_votes) & (
        clusters >= min(CLUSTERS_TO_BE_LISTED, members_counted.clusters)
    )


def _score_people(totals: Totals) -> Clustered:
    number = totals.decided.astype(np.float64)
    return _clustered(totals.up, number, totals.decided, np.zeros_like(totals.decided))


def _score_cells(cells: _Cells, named: Booleans, number_of_ideas: int, rho: float) -> Clustered:
    weights = cells.decided / (1 + (cells.decided - 1) * rho)
    number = sum_by_idea(cells.ideas, weights, number_of_ideas)
    liking = sum_by_idea(cells.ideas, weights * (cells.up / cells.decided), number_of_ideas)
    clusters, with_name = (
        np.bincount(ideas, minlength=number_of_ideas) for ideas in (cells.ideas, cells.ideas[named])
    )
    return _clustered(liking, number, clusters, with_name)


def _clustered(liking: Floats | Integers, number: Floats, clusters: Integers, named: Integers) -> Clustered:
    share = np.minimum(share_of(liking, number), 1)
    low, high = wilson_interval(share, number)
    return Clustered(low, high, number, share, clusters, named)


def _cells(votes_cast: VoteMatrix, clusters: Integers) -> _Cells:
    decided = votes_cast.values != UNSURE
    cluster = value_of_each_vote(votes_cast, clusters)[decided] - NONE
    width = int(cluster.max(initial=0)) + 1
    keys, row = np.unique(votes_cast.ideas[decided] * np.int64(width) + cluster, return_inverse=True)
    up = np.bincount(row[votes_cast.values[decided] == UP], minlength=len(keys))
    number = np.bincount(row, minlength=len(keys))
    # Sums of floats depend on their order: this one does not depend on how clusters are numbered.
    order = np.lexsort((up, number, keys // width))
    keys = keys[order]
    return _Cells(keys // width, keys % width + NONE, up[order], number[order])
