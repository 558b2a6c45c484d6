"""Which items two people code without seeing what the other chose: a random share, drawn with the key.

Nobody can choose what is in it: an item's place depends on its random number and on the workshop's key, which
no page and no dump shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import numpy as np

from anonymity.tags import Purpose, as_blocks, label_item
from moderation.models import Coding, ShareChange
from moderation.models.codings import READERS
from moderation.models.share_changes import USUAL_SHARE
from workshops.domain.keys import open_tagger
from workshops.models import Workshop


def find_blind(workshop: Workshop, items: Sequence[UUID]) -> set[UUID]:
    """Return which of these ideas and comments are in the blind share; raises KeyAway without the key."""
    if not items:
        return set()
    share = read_percent(workshop) / 100
    tagger = open_tagger(workshop, Purpose.BLIND)
    tags = tagger.of_items(as_blocks([item.bytes for item in items]), label_item(Purpose.BLIND))
    numbers = np.ascontiguousarray(tags[:, :4]).view(np.uint32)[:, 0]
    return {item for item, number in zip(items, numbers, strict=True) if number < share * 2**32}


def is_blind(workshop: Workshop, key: UUID) -> bool:
    """Return whether two people code this text without looking at each other; two queries at most.

    Where somebody has coded it, it is as it was then, whatever the share is now. Raises KeyAway.
    """
    known = list(Coding.objects.about(key).values_list("blind", flat=True))
    return any(known) if known else key in find_blind(workshop, [key])


def read_percent(workshop: Workshop) -> int:
    """Return how many per cent of the texts that nobody has coded two people code; one query."""
    changes = ShareChange.objects.filter(workshop=workshop.pk).order_by("-number")
    last = changes.values_list("percent", flat=True).first()
    return USUAL_SHARE if last is None else last


def count_wanted(is_blind: bool) -> int:
    """Return how many people code an item."""
    return len(READERS) if is_blind else 1
