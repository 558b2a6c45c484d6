"""The order of a board, the same on every machine and whoever asks."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from voting.domain.scores.ballots import Floats, Integers
from workshops.anonymity.tags import Blocks

DECIMALS = 12


def order(score: Floats, number: Integers, idea_ids: Blocks, board: str) -> NDArray[np.intp]:
    """Indices (I,) from best to last: by score rounded to 12 decimals, then n, then a hash of idea and board.

    idea_ids: (I, 16), the ideas' UUIDs. The hash comes last so that the older idea is not always first.
    """
    rounded, lots = np.round(score, DECIMALS), np.zeros(len(score), np.uint64)
    for place in _find_ties(rounded, number):
        lots[place] = _draw_lot(idea_ids[place].tobytes(), board)
    return np.lexsort((lots, -number, -rounded))


def _find_ties(score: Floats, number: Integers) -> Integers:
    """Places of those that have score and n in common with another: only they need a lot."""
    first = np.lexsort((number, score))
    same = (np.diff(score[first]) == 0) & (np.diff(number[first]) == 0)
    tied = np.zeros(len(score), np.bool_)
    tied[1:] |= same
    tied[:-1] |= same
    return first[tied]


def _draw_lot(idea_id: bytes, board: str) -> int:
    digest = hashlib.sha256(idea_id + board.encode()).digest()
    return int.from_bytes(digest[:8], "big")
