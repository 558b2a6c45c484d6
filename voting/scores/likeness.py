"""How alike people of one organisation vote here, and how many separate opinions their votes are."""

import numpy as np

from voting.scores.vote_matrix import NONE, UNSURE, UP, Floats, Integers, VoteMatrix, value_of_each_vote
from voting.scores.wilson import share_of


def measure_likeness(votes_cast: VoteMatrix, clusters: Integers | None, rho: float) -> float:
    """The correlation of two votes from one cluster on the same idea, from 0 to rho.

    Intraclass correlation by ANOVA, pooled over the ideas: E[Σ n_o(p_o-p)²] = v·((K-1) + r·room) for each
    idea with K clusters, room = n - Σn_o²/n - (K-1). It counts as much as it is sure, against the belief
    that it is about rho, give or take rho (normal prior): from few votes nothing else can be told.
    """
    if clusters is None or rho <= 0:
        return rho
    ideas, up, number = _count_cells(votes_cast, clusters)
    total, liked, squares = (
        np.bincount(ideas, of, votes_cast.number_of_ideas) for of in (number, up, number**2)
    )
    others = np.maximum(np.bincount(ideas, minlength=votes_cast.number_of_ideas) - 1, 0)
    share = share_of(liked, total)
    variance = share_of(share * (1 - share) * total, np.maximum(total - 1, 0))
    spread = np.bincount(ideas, number * (share_of(up, number) - share[ideas]) ** 2, len(total))
    room = float(np.sum(variance * (total - share_of(squares, total) - others)))
    if room <= 0:
        return rho
    found = float(np.sum(np.where(variance > 0, spread - variance * others, 0))) / room
    error = max(2 * float(np.sum(variance**2 * others)) / room**2, 1e-12)
    sure = (found / error + rho / rho**2) / (1 / error + 1 / rho**2)
    return min(max(sure, 0), rho)


def count_opinions(weight: Floats, decided: Integers, likeness: float, rho: float) -> Floats:
    """How many separate opinions (I,) n votes are that weigh `weight` at rho, where people are as alike.

    The design effect n/m - 1 grows in proportion to the correlation (Kish, 1965). Where people of one
    organisation think no more alike than others, that one of them counts for less is fair, but it does not
    make what is known of the idea any less.
    """
    effect = share_of(decided, weight) - 1
    part = likeness / rho if rho > 0 else 0
    return share_of(decided, 1 + np.maximum(effect, 0) * part)


def _count_cells(votes_cast: VoteMatrix, clusters: Integers) -> tuple[Integers, Floats, Floats]:
    """Return for each idea and cluster with votes for or against: (X,) idea, thumbs-up, n."""
    decided = votes_cast.values != UNSURE
    cluster = value_of_each_vote(votes_cast, clusters)[decided] - NONE
    width = int(cluster.max(initial=0)) + 1
    keys, row = np.unique(votes_cast.ideas[decided] * np.int64(width) + cluster, return_inverse=True)
    up = np.bincount(row[votes_cast.values[decided] == UP], minlength=len(keys)).astype(np.float64)
    return keys // width, up, np.bincount(row, minlength=len(keys)).astype(np.float64)
