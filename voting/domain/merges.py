"""Which idea counts under which, and merging in memory: each person once."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import numpy as np

from voting.domain.electors import People
from voting.domain.matching import TaggedRows, match_members
from voting.domain.scores.ballots import NONE, Integers
from workshops.anonymity.tags import Purpose, as_blocks
from workshops.domain.keys import open_tagger
from workshops.models import Idea, Merge, Workshop

Mains = dict[UUID, UUID]
"""The idea under which each merged idea counts in the end; ideas that are not merged are not in it."""


def find_mains(workshop: Workshop) -> Mains:
    """Return the main idea of every merged one; where that is merged too, the one at the end."""
    rows = dict(Merge.objects.filter(idea__workshop=workshop).values_list("idea_id", "main_id"))
    return {part: follow(rows, part) for part in rows}


def follow(rows: Mains, idea: UUID) -> UUID:
    """Return where the way from idea to idea ends."""
    while idea in rows:
        idea = rows[idea]
    return idea


def with_relatives(ideas: Iterable[UUID], mains: Mains) -> list[UUID]:
    """Return these ideas, the ideas they count under, and all others that count there too."""
    asked = list(dict.fromkeys(ideas))
    if not mains:
        return asked
    wanted = {mains.get(key, key) for key in asked}
    parts = [part for part, main in mains.items() if main in wanted]
    return list(dict.fromkeys([*asked, *sorted(wanted, key=str), *parts]))


def place_mains(ideas: list[UUID], mains: Mains, published: set[UUID]) -> Integers:
    """Return for each idea the place (I,) of the one under which it counts; its own where it is not shown.

    Votes on a part that is hidden or withdrawn count nowhere, as those on any other such idea.
    """
    place = {key: number for number, key in enumerate(ideas)}
    found = (place.get(mains.get(key, key), NONE) if key in published else place[key] for key in ideas)
    return np.array([main if main != NONE else number for number, main in enumerate(found)], np.int64)


def find_authors(workshop: Workshop, ideas: list[UUID], places: Integers, people: People) -> Integers:
    """Return who (A,) wrote the ideas at these places (A,), as index in `people`; NONE for nobody known."""
    keys = [ideas[place] for place in places]
    tags = dict(Idea.objects.filter(pk__in=keys).values_list("pk", "thread_tag"))
    rows = TaggedRows(
        open_tagger(workshop, Purpose.THREAD),
        np.arange(len(keys)),
        as_blocks([bytes(tags[key]) for key in keys]),
        as_blocks([key.bytes for key in keys]),
        people.text_subjects,
    )
    return match_members(rows)
