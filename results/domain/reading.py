"""Released editions as readers see them, read once for each version of a workshop and kept in memory.

All numbers are those of `results.domain.counting`. Of people there is nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import Http404

from ideas_platform.lib.versioned_cache import VersionedCache
from results.domain.comparing import Change, compare_editions
from results.domain.counting import Sources, Trail, read_sources
from results.domain.editions import Part, find_edition_before, list_editions, read_parts
from results.domain.statuses import list_statuses
from results.models import Audience, Edition, Statement, StatementStatus
from workshops.models import Workshop

_lists: VersionedCache[str, list[Edition]] = VersionedCache(things=200)
_editions: VersionedCache[UUID, ReadEdition] = VersionedCache(things=20)


@dataclass(frozen=True)
class Placed:
    """A statement with its number ("2.3") and the part it stands in."""

    number: str
    statement: Statement
    part: Part


@dataclass(frozen=True, repr=False)
class ReadEdition:
    """A released edition with all that its pages tell of it. Shared by all readers: change nothing.

    `statuses` has for each statement what became of it, the last thing last. Of the first edition `before`,
    the one it follows, is None, and `changes` is empty.
    """

    edition: Edition
    parts: Sequence[Part]
    sources: Sources
    statuses: Mapping[UUID, Sequence[StatementStatus]]
    before: Edition | None
    changes: Sequence[Change]

    @cached_property
    def placed(self) -> Mapping[UUID, Placed]:
        """The statements in their order, by key."""
        return {
            statement.pk: Placed(number, statement, part)
            for part in self.parts
            for number, statement in part.statements
        }

    @cached_property
    def audiences(self) -> Sequence[Audience]:
        """Those that a statement is addressed to, in their order."""
        found = {one.audience.pk: one.audience for one in self._list_statements() if one.audience}
        return sorted(found.values(), key=lambda one: (one.order, one.slug))

    def find_part(self, slug: str) -> Part | None:
        """Return the part at this address, None where there is none."""
        return next((part for part in self.parts if part.foundation.slug == slug), None)

    def find_statement(self, ref: str) -> Placed | None:
        """Return the statement at this address, None where there is none."""
        return next((one for one in self.placed.values() if one.statement.ref == ref), None)

    def find_trail(self, item: UUID) -> tuple[Sequence[Placed], Trail]:
        """Return the statements that an idea or comment stands behind, in their order, and its trail."""
        trail = self.sources.find_trail(item)
        return [one for key, one in self.placed.items() if key in trail.statements], trail

    def _list_statements(self) -> Sequence[Statement]:
        return [one.statement for one in self.placed.values()]


def list_released(workshop: Workshop) -> list[Edition]:
    """Return the editions that are released, the last one first; one query at most. Change nothing."""
    return _lists.get_or_make(workshop.pk, workshop.seen_version, "released", lambda: _list(workshop))


def find_latest_released(workshop: Workshop) -> Edition | None:
    """Return the last edition that is released, None before the first; one query at most."""
    return next(iter(list_released(workshop)), None)


def find_last_final(workshop: Workshop) -> Edition | None:
    """Return the last final edition, None before the first; one query at most."""
    return next((one for one in list_released(workshop) if one.kind == Edition.Kind.FINAL), None)


def get_released(workshop: Workshop, number: int) -> Edition:
    """Return the released edition of this number; raises Http404 where there is none. One query at most."""
    for edition in list_released(workshop):
        if edition.number == number:
            return edition
    raise Http404


def read_edition(workshop: Workshop, edition: Edition) -> ReadEdition:
    """Return a released edition with all that it stands on; about fifteen queries, none where it is kept."""
    return _editions.get_or_make(workshop.pk, workshop.seen_version, edition.pk, lambda: _read(edition))


def _list(workshop: Workshop) -> list[Edition]:
    editions = [one for one in list_editions(workshop) if one.is_released]
    for edition in editions:
        edition.workshop = workshop
    return editions


def _read(edition: Edition) -> ReadEdition:
    before = find_edition_before(edition)
    return ReadEdition(
        edition,
        read_parts(edition),
        read_sources(edition),
        list_statuses(edition),
        before,
        compare_editions(edition) if before else (),
    )
