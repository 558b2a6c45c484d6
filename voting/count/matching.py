"""Who stands behind which tag: worked out in memory, for one run, never stored and never logged.

A table holds (item, tag) and no person. Who has the key can compute the tags of all members for an item
and look which of them occur.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from anonymity.tags import Blocks, Tagger, as_blocks

NOBODY = -1

Integers = NDArray[np.integer]

_Members = NDArray[np.int32]
_Words = NDArray[np.uint64]


@dataclass(frozen=True, repr=False)
class TaggedRows:
    """Rows of one table: the v-th has the tag `tags[v]` for the item `items[ideas[v]]`.

    ideas: (V,) indices into items; tags: (V, 16); items: (I, 16), the ideas' own bytes;
    subjects: (M, 16), one per member, of the kind that the purpose uses (votes or texts).
    """

    tagger: Tagger
    ideas: Integers
    tags: Blocks
    items: Blocks
    subjects: Blocks


def tag_rows(tagger: Tagger, tagged: Sequence[tuple[UUID, bytes]], subjects: Blocks) -> TaggedRows:
    """Return pairs of an item and a tag for it as rows."""
    items = list(dict.fromkeys(item for item, _tag in tagged))
    indices = {item: index for index, item in enumerate(items)}
    return TaggedRows(
        tagger,
        np.array([indices[item] for item, _tag in tagged], np.int64),
        as_blocks([tag for _item, tag in tagged]),
        as_blocks([item.bytes for item in items]),
        subjects,
    )


def match_members(rows: TaggedRows) -> _Members:
    """For each row the index (V,) of its member, or NOBODY where the tag is no member's.

    Works idea by idea: needs about 100 bytes a member and 50 a row, whatever the number of ideas.
    """
    order = np.argsort(rows.ideas, kind="stable")
    tags = np.ascontiguousarray(rows.tags[order]).view(np.uint64)
    voted, counts = np.unique(rows.ideas, return_counts=True)
    everybody = rows.tagger.of_each(rows.items[voted], rows.subjects)
    found = np.empty(len(order), np.int32)
    finder, start = _Finder(), 0
    for of_item, end in zip(everybody, np.cumsum(counts).tolist(), strict=True):
        found[start:end] = finder.find(tags[start:end], of_item)
        start = end
    members = np.empty_like(found)
    members[order] = found
    return members


def find_people(kinds: Iterable[TaggedRows]) -> _Members:
    """Which members (P,) stand behind rows of several tables, each once; rows of nobody are left out.

    The subjects of all kinds must list the same members in the same order.
    """
    members = [np.unique(match_members(rows)) for rows in kinds]
    people: _Members = np.unique(np.concatenate([np.empty(0, np.int32), *members]))
    found: _Members = people[people != NOBODY]
    return found


class _Finder:
    """Finds tags among the tags of everybody, with one bitmap of two bytes of a tag for all ideas."""

    def __init__(self) -> None:
        self._seen = np.zeros(1 << 16, np.bool_)

    def find(self, tags: _Words, everybody: Blocks) -> _Members:
        """For each of the (v, 2) tags its index (v,) in `everybody`, or NOBODY."""
        # Most members have not voted on most ideas: a look-up of two bytes drops them before any sorting.
        marks = tags.view(np.uint16)[:, 0]
        self._seen[marks] = True
        seen = self._seen.take(everybody.view(np.uint16)[:, 0].astype(np.intp))
        candidates = np.flatnonzero(seen).astype(np.int32)
        self._seen[marks] = False
        if not len(candidates):
            return np.full(len(tags), NOBODY, np.int32)
        return _look_up(tags, everybody.view(np.uint64), candidates)


def _look_up(tags: _Words, everybody: _Words, candidates: _Members) -> _Members:
    """Search by the first eight bytes, then compare all sixteen."""
    first = everybody[candidates, 0]
    by_first = np.argsort(first)
    indices = np.searchsorted(first[by_first], tags[:, 0])
    members = candidates[by_first[np.minimum(indices, len(candidates) - 1)]]
    same = (everybody[members] == tags).all(axis=1)
    return np.where(same, members, np.int32(NOBODY))
