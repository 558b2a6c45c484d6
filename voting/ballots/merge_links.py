"""What an idea's page says of merging: where it went, and what came to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q

from ideas.models import Idea, Merge
from ideas_platform.lib.versioned_cache import VersionedCache

_merged: VersionedCache[str, frozenset[UUID]] = VersionedCache(things=50)


@dataclass(frozen=True)
class MergeLinks:
    """The idea into which one was merged, if any, and those that were merged into it."""

    main: Idea | None = None
    parts: list[Idea] = field(default_factory=list)


def has_merge_links(idea: Idea) -> bool:
    """Return whether the idea may be merged with another, as of when its workshop was loaded.

    Most often no query, since the ideas that are merged are few and the same for all readers.
    """
    workshop = idea.workshop
    return idea.pk in _merged.get_or_make(
        workshop.pk, workshop.seen_version, "merged", lambda: _read_merged(workshop.pk)
    )


def _read_merged(workshop_id: UUID) -> frozenset[UUID]:
    pairs = Merge.objects.filter(idea__workshop=workshop_id).values_list("idea_id", "main_id")
    return frozenset(key for pair in pairs for key in pair)


def find_merge_links(idea: Idea) -> MergeLinks:
    """Return what is merged with this idea and shown to everybody, one step away; one query."""
    merges = _list_merges(idea)
    mains = _list_shown(merge.main for merge in merges if merge.idea_id == idea.pk)
    parts = _list_shown(merge.idea for merge in merges if merge.main_id == idea.pk)
    return MergeLinks(mains[0] if mains else None, parts)


def _list_merges(idea: Idea) -> list[Merge]:
    """Return the merges of this idea, either way, in the order of the parts; all come with its workshop."""
    rows = Merge.objects.filter(Q(idea=idea) | Q(main=idea)).select_related("idea", "main")
    merges = list(rows.order_by("idea__ref"))
    for merge in merges:
        merge.idea.workshop = merge.main.workshop = idea.workshop
    return merges


def _list_shown(ideas: Iterable[Idea]) -> list[Idea]:
    return [idea for idea in ideas if idea.status == Idea.Status.PUBLISHED]
