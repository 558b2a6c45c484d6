"""What an idea's page says of merging: where it went, and what came to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q

from workshops.models import Idea, Merge


@dataclass(frozen=True)
class Kin:
    """The idea into which one was merged, if any, and those that were merged into it."""

    main: Idea | None = None
    parts: list[Idea] = field(default_factory=list)


def find_kin(idea: Idea) -> Kin:
    """Return what is merged with this idea and shown to everybody, one step away; one query."""
    merges = Merge.objects.filter(Q(idea=idea) | Q(main=idea)).select_related("idea", "main")
    rows = list(merges.order_by("idea__ref"))
    for row in rows:
        row.idea.workshop = row.main.workshop = idea.workshop
    main = next((row.main for row in rows if row.idea_id == idea.pk), None)
    parts = [row.idea for row in rows if row.main_id == idea.pk]
    return Kin(main, [part for part in parts if part.status == Idea.Status.PUBLISHED])
