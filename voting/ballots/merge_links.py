"""What an idea's page says of merging: where it went, and what came to it."""

from __future__ import annotations

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
    merges = Merge.objects.filter(Q(idea=idea) | Q(main=idea)).select_related("idea", "main")
    rows = list(merges.order_by("idea__ref"))
    for row in rows:
        row.idea.workshop = row.main.workshop = idea.workshop
    shown = Idea.Status.PUBLISHED
    main = next((row.main for row in rows if row.idea_id == idea.pk and row.main.status == shown), None)
    parts = [row.idea for row in rows if row.main_id == idea.pk]
    return MergeLinks(main, [part for part in parts if part.status == shown])
