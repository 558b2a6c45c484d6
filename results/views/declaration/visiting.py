"""Who reads the Declaration: members from its first edition on, everybody once the result is published."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.access import require_reading
from ideas_platform.lib.refusals import JoinFirst
from results.domain.reading import ReadEdition, get_released, list_released, read_edition
from results.models import Edition
from results.views.open_graph import print_tags
from workshops.domain.visits import Visit, find_way_in, visit_workshop
from workshops.models import Workshop
from workshops.phases import Deed

FOLLOW = _("Follow every sentence to what people wrote.")


@dataclass(frozen=True)
class Reading:
    """A visit to a page of a released edition."""

    visit: Visit
    read: ReadEdition

    @cached_property
    def edition(self) -> Edition:
        """The edition that is read, with the workshop as of this visit: what is kept in memory is older."""
        edition = copy(self.read.edition)
        edition.workshop = self.workshop
        return edition

    @property
    def workshop(self) -> Workshop:
        """The workshop, as of this visit."""
        return self.visit.workshop


def may_read(visit: Visit) -> bool:
    """Return whether this visitor may read editions: everybody once published, before only members."""
    if visit.workshop.allows(Deed.READ_AS_VISITOR):
        return True
    return visit.membership is not None or bool(getattr(visit.user, "is_superuser", False))


def visit_edition(request: HttpRequest, slug: str, number: int) -> Reading:
    """Return the visit to this edition.

    Raises JoinFirst before publication for who has not joined, Http404 for an edition that is not released.
    """
    visit = visit_workshop(request.user, slug)
    require_reader(visit, back=request.path)
    return Reading(visit, read_edition(visit.workshop, get_released(visit.workshop, number)))


def require_reader(visit: Visit, *, back: str) -> None:
    """Raise JoinFirst, with an address that leads back, where this visitor may not read editions yet."""
    if not may_read(visit):
        raise JoinFirst(find_way_in(visit, back=back))
    if not visit.workshop.allows(Deed.READ_AS_VISITOR):
        require_reading("workshops.read_ideas", visit)


def describe_edition(request: HttpRequest, reading: Reading, title: str = "") -> dict[str, Any]:
    """Return what all pages of an edition show: which it is, the other editions, and what is passed on.

    `title` is what the page is shared as, by default that of the edition.
    """
    workshop, edition = reading.workshop, reading.edition
    released = list_released(workshop)
    final = next((one for one in released if one.kind == Edition.Kind.FINAL), None)
    words = edition.preamble or str(FOLLOW)
    return {
        "workshop": workshop,
        "edition": edition,
        "editions": released,
        "has_before": reading.read.before is not None,
        "latest": released[0],
        "final": final,
        "is_latest": edition == released[0],
        "is_consultation": edition.kind == Edition.Kind.CONSULTATION,
        "head": print_tags(request, workshop, title or edition.title, words),
    }
