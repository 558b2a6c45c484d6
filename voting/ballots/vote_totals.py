"""How people voted on the ideas of a workshop as of the last release, in memory for all readers."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from ideas_platform.lib.versioned_cache import VersionedCache
from voting.models import Total
from workshops.models import Workshop

_totals: VersionedCache[str, Mapping[UUID, "VoteTotals"]] = VersionedCache(things=50)


class VoteTotals(NamedTuple):
    """How many people are for an idea, against it and not sure."""

    up: int
    down: int
    unsure: int

    @property
    def voters(self) -> int:
        """Number of people who have voted."""
        return self.up + self.down + self.unsure


NOBODY = VoteTotals(0, 0, 0)


def read_totals(workshop: Workshop) -> Mapping[UUID, VoteTotals]:
    """Return the totals of all ideas that have any, as of when the workshop was loaded; most often no query.

    All at once: kept one by one, their order would tell which ideas were voted on last.
    """
    return _totals.get_or_make(workshop.pk, workshop.seen_version, "totals", lambda: _load(workshop.pk))


def _load(workshop_id: UUID) -> Mapping[UUID, VoteTotals]:
    rows = Total.objects.filter(idea__workshop=workshop_id).values_list("idea_id", "up", "down", "unsure")
    return {idea: VoteTotals(*numbers) for idea, *numbers in rows}
