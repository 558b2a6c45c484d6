"""The key of a cell: a number that hangs on who is in it, and tells nobody anything without the key."""

from __future__ import annotations

import hmac

import numpy as np
from numpy.typing import NDArray

from anonymity.keys import HeldKey
from anonymity.tags import Blocks, Purpose, label_item
from workshops.statistics.suppression import Draw

_BYTES = 8


class CellKeys:
    """Draws for groups of the members of a workshop, given by their subjects for votes (M, 16)."""

    def __init__(self, key: HeldKey, subjects: Blocks) -> None:
        tags = key.tagger(Purpose.CELL).of_subjects(label_item(Purpose.CELL), subjects)
        self._key = bytes(key)
        self._parts = np.ascontiguousarray(tags[:, :_BYTES]).view(">u8").ravel().astype(np.uint64)

    def draw(self, members: NDArray[np.bool_]) -> Draw:
        """Return what is drawn for the members (M,) who are in the group.

        The first eight bytes of their tags, as big-endian numbers, are summed modulo 2^64; HMAC-SHA256 of the
        sum (eight bytes) under the workshop's key gives the threshold (first eight bytes) and the direction.
        """
        cell = int(self._parts[members].sum(dtype=np.uint64))
        drawn = hmac.digest(self._key, cell.to_bytes(_BYTES, "big"), "sha256")
        return Draw.from_digest(drawn)
