"""`debated`: where many are for and many against."""

import numpy as np

from voting.scores.vote_matrix import Booleans, Floats, Totals
from voting.scores.wilson import share_of, wilson95

VOTES_TO_BE_LISTED = 20


def score_debated(totals: Totals) -> Floats:
    """Scores (I,) between 0 and 1 of all ideas: 2·Wilson95(min(u,d)/n, n), 0 without votes."""
    smaller_side = np.minimum(totals.up, totals.down)
    return 2 * wilson95(share_of(smaller_side, totals.decided), totals.decided)


def is_debated_listed(totals: Totals) -> Booleans:
    """Which ideas (I,) have at least 20 thumbs-up and thumbs-down together."""
    return totals.decided >= VOTES_TO_BE_LISTED
