"""The order of a board, the same on every machine and whoever asks."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from anonymity.tags import Blocks
from voting.scores.vote_matrix import Floats, Integers

DECIMALS = 12
BLOCK = 16  # bytes of an idea's key


def order(
    score: Floats, number: Integers, idea_ids: Blocks, board: str, most: int | None = None
) -> NDArray[np.intp]:
    """Indices (I,) from best to last: by score rounded to 12 decimals, then n, then a hash of idea and board.

    idea_ids: (I, 16), the ideas' UUIDs. The hash comes last so that the older idea is not always first.
    most: of how many of the best the indices are asked for.
    """
    rounded, tie_breaks = np.round(score, DECIMALS), np.zeros(len(score), np.uint64)
    tied = _find_ties(rounded, number)
    if most is not None and most < len(score):
        last = np.lexsort((-number, -rounded))[most - 1]
        is_behind = (rounded < rounded[last]) | ((rounded == rounded[last]) & (number < number[last]))
        tied = tied[~is_behind[tied]]
    tie_breaks[tied] = _hash_ties(idea_ids[tied], board)
    return np.lexsort((tie_breaks, -number, -rounded))[:most]


def _find_ties(score: Floats, number: Integers) -> Integers:
    """Indices of those that have score and n in common with another: only they need a tie-break."""
    first = np.lexsort((number, score))
    same = (np.diff(score[first]) == 0) & (np.diff(number[first]) == 0)
    tied = np.zeros(len(score), np.bool_)
    tied[1:] |= same
    tied[:-1] |= same
    return first[tied]


def hash_tie(idea_id: bytes, board: str) -> int:
    """Return what decides between ideas with the same score and n: the lower number comes first."""
    return int.from_bytes(hashlib.sha256(idea_id + board.encode()).digest()[:8], "big")


def _hash_ties(idea_ids: Blocks, board: str) -> NDArray[np.uint64]:
    """Return for each idea (n,) the first 8 bytes of a hash as a number."""
    packed, name = np.ascontiguousarray(idea_ids).tobytes(), board.encode()
    starts = range(0, len(packed), BLOCK)
    digests = [hashlib.sha256(packed[start : start + BLOCK] + name).digest()[:8] for start in starts]
    return np.frombuffer(b"".join(digests), ">u8").astype(np.uint64)
