"""All the votes of a workshop in memory, by tag: so that a reader finds the own ones without a question each.

What the last release has counted is kept for as long as it is the last; what is another since is asked for
each time. A tag says nothing of a person, and whose tags are looked for is known for one request only.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from anonymity.tags import Blocks
from ideas_platform.lib.copying import copy_arrays_out
from ideas_platform.lib.versioned_cache import VersionedCache
from voting.ballots.vote_rows import TAKEN_BACK
from workshops.models import Workshop

NONE = 8
"""Stands in the place of a value where there is no vote."""
_COLUMNS = {"tag": "block", "value": "smallint", "counted": "smallint"}
_VOTES = """
SELECT vote.tag, COALESCE(vote.value, 9)::int2, COALESCE(vote.counted, 9)::int2
FROM voting_vote vote JOIN ideas_idea idea ON idea.id = vote.idea_id
WHERE idea.workshop_id = %s
"""
_WAITING = """
SELECT tag, COALESCE(value, 9)::int2, COALESCE(counted, 9)::int2 FROM voting_unreleased(%s)
"""
_counted: VersionedCache[str, VoteArrays] = VersionedCache(things=20)


@dataclass(frozen=True, repr=False)
class VoteArrays:
    """Votes by their tags: words (V, 2), ordered by the first; values (V,)."""

    words: NDArray[np.uint64]
    values: NDArray[np.int16]

    def find(self, tags: Blocks) -> NDArray[np.int16]:
        """Return the values (N,) of the votes with these tags (N, 16), NONE where there is none."""
        if not len(self.words):
            return np.full(len(tags), NONE, np.int16)
        wanted = np.ascontiguousarray(tags).view(np.uint64)
        # In order: the search then goes through memory once, which is four times as fast for 200,000 votes.
        order = np.argsort(wanted[:, 0])
        wanted = wanted[order]
        indices = np.minimum(np.searchsorted(self.words[:, 0], wanted[:, 0]), len(self.words) - 1)
        same = (self.words[indices] == wanted).all(axis=1)
        found = np.empty(len(tags), np.int16)
        found[order] = np.where(same, self.values[indices], np.int16(NONE))
        return found


def find_values(workshop: Workshop, tags: Blocks) -> NDArray[np.int16]:
    """Return how whoever has these tags (N, 16) votes now: 1, -1, 0 for not sure, NONE for no vote.

    One query: for those that wait, or for all of them where nobody has read since the last release.
    """
    loaded: list[VoteArrays] = []

    def load_counted() -> VoteArrays:
        counted, waiting = _load(_VOTES, workshop.pk)
        loaded.append(waiting)
        return counted

    counted = _counted.get_or_make(workshop.pk, (workshop.release_number,), "votes", load_counted)
    waiting = (loaded[0] if loaded else _load(_WAITING, workshop.pk)[1]).find(tags)
    values = np.where(waiting == NONE, counted.find(tags), waiting)
    values[values == TAKEN_BACK] = NONE
    return values


def _load(query: str, workshop_id: UUID) -> tuple[VoteArrays, VoteArrays]:
    """Return the votes as the last release took them, and those that are others now as they are."""
    rows = copy_arrays_out(query, [workshop_id], _COLUMNS)
    words = np.ascontiguousarray(rows["tag"]).view(np.uint64).reshape(-1, 2)
    values, counted = rows["value"].astype(np.int16), rows["counted"].astype(np.int16)
    waits = values != counted
    return _order(words, counted), _order(words[waits], values[waits])


def _order(words: NDArray[np.uint64], values: NDArray[np.int16]) -> VoteArrays:
    order = np.argsort(words[:, 0])
    return VoteArrays(words[order], values[order])
