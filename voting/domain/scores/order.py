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
    lots = np.array([_draw_lot(row.tobytes(), board) for row in idea_ids], np.uint64)
    return np.lexsort((lots, -number, -np.round(score, DECIMALS)))


def _draw_lot(idea_id: bytes, board: str) -> int:
    digest = hashlib.sha256(idea_id + board.encode()).digest()
    return int.from_bytes(digest[:8], "big")
