"""Which idea counts under which, and merging in memory: each person once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

import numpy as np
from django.db.models import Count, Q

from anonymity.thresholds import VOTERS_OF_A_PART
from ideas.models import Idea, Merge
from voting.models import Vote
from voting.scores.vote_matrix import NONE, Integers
from workshops.models import Workshop

Mains = dict[UUID, UUID]
"""The idea under which each merged idea counts in the end; ideas that are not merged are not in it."""


def find_mains(workshop: Workshop) -> Mains:
    """Return the main idea of every merged one that a release has taken; of a chain the one at the end."""
    taken = Merge.objects.filter(idea__workshop=workshop, counted=True)
    rows = dict(taken.values_list("idea_id", "main_id"))
    return {part: follow(rows, part) for part in rows}


def take_merges(workshop: Workshop, *, all_of_them: bool = False) -> bool:
    """Let merges count from now on for which enough people have voted, or all; return whether any is new.

    Ten people must have voted on each of the two ideas, or nobody on the part. A part with fewer waits until
    ten further people have voted on the main idea: how much a total grows would otherwise tell whether few
    people voted on both, and how.
    """
    waiting = list(Merge.objects.filter(idea__workshop=workshop, counted=False))
    voters = count_voters([key for merge in waiting for key in (merge.idea_id, merge.main_id)])
    ready = [merge.pk for merge in waiting if all_of_them or _is_ready(merge, voters)]
    return bool(Merge.objects.filter(pk__in=ready).update(counted=True))


def _is_ready(merge: Merge, voters: Mapping[UUID, int]) -> bool:
    part, main = voters.get(merge.idea_id, 0), voters.get(merge.main_id, 0)
    further = main - merge.main_voters
    is_large = part >= VOTERS_OF_A_PART or further >= VOTERS_OF_A_PART
    return not part or (main >= VOTERS_OF_A_PART and is_large)


def drop_ended(workshop: Workshop) -> bool:
    """Let a merge end where one of its ideas is shown no more; return whether there was such a one.

    Were the two to come together again when it is shown again, that would be a way to ask how many people
    voted on both, as often as somebody likes. Once all merges are settled, none is undone.
    """
    if workshop.has_settled_merges:
        return False
    merges = Merge.objects.filter(idea__workshop=workshop)
    gone = [_is_gone("idea__"), _is_gone("main__")]
    return bool(merges.filter(gone[0] | gone[1]).delete()[0])


def _is_gone(way: str) -> Q:
    """Return what asks whether an idea is shown no more; what reports hold comes back once, or is hidden."""
    return ~Q(**{f"{way}status": Idea.Status.PUBLISHED}) & Q(**{f"{way}held_by_reports": False})


def count_voters(ideas: Iterable[UUID]) -> dict[UUID, int]:
    """Return how many people's votes on each of these ideas themselves the last release has taken."""
    votes = Vote.objects.filter(idea__in=set(ideas), counted__isnull=False).order_by()
    return dict(votes.values_list("idea_id").annotate(number=Count("pk")))


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


def index_mains(ideas: list[UUID], mains: Mains, published: set[UUID]) -> Integers:
    """Return for each idea the index (I,) of the one under which it counts; its own where it is not shown.

    Votes on a part that is hidden or withdrawn count nowhere, as those on any other such idea.
    """
    index = {key: number for number, key in enumerate(ideas)}
    found = (index.get(mains.get(key, key), NONE) if key in published else index[key] for key in ideas)
    return np.array([main if main != NONE else number for number, main in enumerate(found)], np.int64)
