"""A visit to a page of the Declaration, and what all its pages show. Who reads it is said in `may_read`."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from results.domain.reading import ReadEdition, get_released, list_released, read_edition
from results.models import Edition
from results.views.open_graph import print_tags
from workshops.domain.visits import Visit, visit_as_reader
from workshops.models import Workshop

# Who may read what members wrote may read what was made of it.
PERMISSION = "workshops.read_ideas"
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


def visit_edition(request: HttpRequest, slug: str, number: int) -> Reading:
    """Return the visit to this edition.

    Raises JoinFirst before publication for who has not joined, Http404 for an edition that is not released.
    """
    visit = visit_as_reader(request.user, slug, back=request.path, permission=PERMISSION)
    return Reading(visit, read_edition(visit.workshop, get_released(visit.workshop, number)))


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
