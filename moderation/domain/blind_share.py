"""Which items two people code without seeing what the other chose: a random share, drawn with the key.

Nobody can choose what is in it: an item's place depends on its random number and on the workshop's key, which
no page and no dump shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import numpy as np

from anonymity.tags import Purpose, as_blocks, label_item
from moderation.models.codings import READERS
from workshops.domain.keys import open_tagger
from workshops.models import Workshop

SHARE = 0.2


def find_blind(workshop: Workshop, items: Sequence[UUID]) -> set[UUID]:
    """Return which of these ideas and comments are in the blind share; raises KeyAway without the key."""
    if not items:
        return set()
    tagger = open_tagger(workshop, Purpose.BLIND)
    tags = tagger.of_items(as_blocks([item.bytes for item in items]), label_item(Purpose.BLIND))
    numbers = np.ascontiguousarray(tags[:, :4]).view(np.uint32)[:, 0]
    return {item for item, number in zip(items, numbers, strict=True) if number < SHARE * 2**32}


def count_wanted(is_blind: bool) -> int:
    """Return how many people code an item."""
    return len(READERS) if is_blind else 1
