"""All the votes of a workshop in memory, by tag: so that a reader finds the own ones without a question each.

What the last release has counted is kept for as long as it is the last; what came since is asked for each
time. A tag says nothing of a person, and whose tags are looked for is known for one request only.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from ideas_platform.lib.copying import copy_arrays_out
from ideas_platform.lib.shelf import Shelf
from voting.domain.stored_votes import TAKEN_BACK
from workshops.anonymity.tags import Blocks
from workshops.models import Workshop

NONE = 8
"""Stands in the place of a value where there is no vote."""
_COLUMNS = {"tag": "block", "value": "smallint"}
_VOTES = """
SELECT vote.tag, COALESCE(vote.value, 9)::int2
FROM voting_vote vote JOIN workshops_idea idea ON idea.id = vote.idea_id
WHERE idea.workshop_id = %s AND vote.released = %s
"""
_counted: Shelf[str, BallotBox] = Shelf(things=20)


@dataclass(frozen=True, repr=False)
class BallotBox:
    """Votes by their tags: words (V, 2), ordered by the first; values (V,)."""

    words: NDArray[np.uint64]
    values: NDArray[np.int16]

    def find(self, tags: Blocks) -> NDArray[np.int16]:
        """Return the values (N,) of the votes with these tags (N, 16), NONE where there is none."""
        if not len(self.words):
            return np.full(len(tags), NONE, np.int16)
        wanted = np.ascontiguousarray(tags).view(np.uint64)
        places = np.searchsorted(self.words[:, 0], wanted[:, 0])
        places = np.minimum(places, len(self.words) - 1)
        same = (self.words[places] == wanted).all(axis=1)
        return np.where(same, self.values[places], np.int16(NONE))


def find_values(workshop: Workshop, tags: Blocks) -> NDArray[np.int16]:
    """Return how whoever has these tags (N, 16) votes now: 1, -1, 0 for not sure, NONE for no vote.

    One query, and one more for the first reader after a release.
    """
    new = _load(workshop.pk, released=False).find(tags)
    version = (workshop.release_number,)
    counted = _counted.take(workshop.pk, version, "votes", lambda: _load(workshop.pk, released=True))
    values = np.where(new == NONE, counted.find(tags), new)
    values[values == TAKEN_BACK] = NONE
    return values


def _load(workshop_id: UUID, *, released: bool) -> BallotBox:
    rows = copy_arrays_out(_VOTES, [workshop_id, released], _COLUMNS)
    words = np.ascontiguousarray(rows["tag"]).view(np.uint64).reshape(-1, 2)
    order = np.argsort(words[:, 0])
    return BallotBox(words[order], rows["value"][order].astype(np.int16))
