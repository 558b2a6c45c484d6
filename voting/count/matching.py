"""Who stands behind which tag: worked out in memory, for one run, never stored and never logged.

A table holds (item, tag) and no person. Who has the key can compute the tags of all members for an item
and look which of them occur.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from anonymity.tags import TAG_BYTES, Blocks, Tagger, as_blocks

NOBODY = -1
# Tags that are made before any are looked up: 1 MB, and as much again to find them.
MOST_AT_ONCE = 1 << 16
# Of a tag in that look-up: four times as many marks as tags are made at once.
_BITS = 18

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

    Works through some ideas at a time: needs 4 MB, and 50 bytes a row, whatever the number of ideas.
    """
    order = np.argsort(rows.ideas, kind="stable")
    tags = np.ascontiguousarray(rows.tags[order]).view(np.uint64)
    voted, counts = np.unique(rows.ideas, return_counts=True)
    everybody = rows.tagger.of_each(rows.items[voted], rows.subjects)
    found = np.empty(len(order), np.int32)
    people, start = len(rows.subjects), 0
    at_once = max(1, MOST_AT_ONCE // max(1, people))
    for first in range(0, len(voted), at_once):
        some = counts[first : first + at_once]
        end = start + int(some.sum())
        made = _take(everybody, len(some), people)
        found[start:end] = _find(tags[start:end], np.repeat(np.arange(len(some)), some), made)
        start = end
    members = np.empty_like(found)
    members[order] = found
    return members


def _take(everybody: Iterator[Blocks], ideas: int, people: int) -> Blocks:
    """Return the tags (K, M, 16) of all people for the next ideas."""
    made = np.empty((ideas, people, TAG_BYTES), np.uint8)
    for number, of_idea in enumerate(islice(everybody, ideas)):
        made[number] = of_idea
    return made


def find_people(kinds: Iterable[TaggedRows]) -> _Members:
    """Which members (P,) stand behind rows of several tables, each once; rows of nobody are left out.

    The subjects of all kinds must list the same members in the same order.
    """
    members = [np.unique(match_members(rows)) for rows in kinds]
    people: _Members = np.unique(np.concatenate([np.empty(0, np.int32), *members]))
    found: _Members = people[people != NOBODY]
    return found


def _find(tags: _Words, ideas: Integers, everybody: Blocks) -> _Members:
    """For each of the (v, 2) tags for these ideas (v,) the index (v,) of its member, or NOBODY.

    Most members have not voted on most ideas: a look-up of a few bits drops them before any sorting.
    """
    people, words = everybody.shape[1], everybody.reshape(-1, TAG_BYTES).view(np.uint64)
    seen = np.zeros(1 << _BITS, np.bool_)
    seen[_mark(tags)] = True
    candidates = np.flatnonzero(seen[_mark(words)])
    if not len(candidates):
        return np.full(len(tags), NOBODY, np.int32)
    found = candidates[_look_up(tags, words[candidates])]
    same = (words[found] == tags).all(axis=1) & (found // people == ideas)
    return np.where(same, found % people, NOBODY).astype(np.int32)


def _mark(tags: _Words) -> NDArray[np.intp]:
    """Return the last bits (v,) of the first word of each tag."""
    return (tags[:, 0] & np.uint64((1 << _BITS) - 1)).astype(np.intp)


def _look_up(tags: _Words, candidates: _Words) -> NDArray[np.intp]:
    """Return for each tag the index of the candidate with the same first eight bytes, or of any."""
    by_first = np.argsort(candidates[:, 0])
    indices = np.searchsorted(candidates[by_first, 0], tags[:, 0])
    return by_first[np.minimum(indices, len(candidates) - 1)]
