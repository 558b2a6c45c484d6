"""Where an idea or comment went: the statements that it stands behind, or why it is not used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ideas.models import Contribution
from ideas.views.ideas import IdeaPage
from ideas.views.own_contributions import MinePage
from ideas.views.workshop import WorkshopPage
from results.domain.reading import ReadEdition, find_latest_released, read_edition
from results.models import Edition
from results.views.declaration.cards import find_address
from results.views.declaration.verdicts import Asking, ask_author
from workshops.domain.visits import Visit, may_read
from workshops.phases import OVER

NOTHING: Mapping[UUID, Asking] = {}


@dataclass(frozen=True)
class WentTo:
    """A statement that something stands behind; `asking`: what its author can say of it here."""

    number: str
    text: str
    address: str
    key: UUID
    asking: Asking | None = None


@dataclass(frozen=True)
class Went:
    """Where one text went, as of an edition: to these statements, or it is not used for these reasons."""

    edition: Edition
    statements: Sequence[WentTo]
    reasons: Sequence[str]


def show_where_idea_went(request: HttpRequest, page: IdeaPage) -> SafeString:
    """Return the part of an idea's page that says where it went; nothing before the first edition."""
    read = find_edition_to_read(page.visit)
    if read is None or page.idea.status != Contribution.Status.PUBLISHED:
        return SafeString("")
    went = find_where(read, page.idea.pk)
    return render_to_string("results/declaration/_went_idea.html", {"went": went}, request)


def find_where_own_went(request: HttpRequest, page: MinePage) -> dict[str, Any]:
    """Return `went`: for each of one's own that all can read, where it went, ready to be shown."""
    read = find_edition_to_read(page.visit)
    if read is None:
        return {}
    own = _list_shown(page)
    used = _find_first_used(read, own)
    asking = ask_author(page.visit, read, [read.placed[key] for key in used])
    # Each statement is asked about once, below the first of one's own that it used.
    below = {one: {key: asked for key, asked in asking.items() if used[key] == one} for one in own}
    return {"went": {one: _print_own(request, read, one, below[one]) for one in own}}


def _list_shown(page: MinePage) -> list[UUID]:
    """Return the keys of one's own ideas and comments that all can read."""
    shown = Contribution.Status.PUBLISHED
    return [one.pk for one in (*page.own.ideas, *page.own.comments) if one.status == shown]


def _find_first_used(read: ReadEdition, own: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return of each statement that any of one's own stands behind the first of these."""
    used: dict[UUID, UUID] = {}
    for one in own:
        for statement in read.sources.statements_by_item.get(one, ()):
            used.setdefault(statement, one)
    return used


def _print_own(
    request: HttpRequest, read: ReadEdition, item: UUID, asking: Mapping[UUID, Asking]
) -> SafeString:
    went = find_where(read, item, asking)
    return render_to_string("results/declaration/_went_own.html", {"went": went}, request)


def show_on_workshop(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return what the page of a workshop says first of its Declaration; nothing before the first edition."""
    edition = find_edition(page.visit)
    if edition is None:
        return SafeString("")
    context = {
        "workshop": page.visit.workshop,
        "edition": edition,
        "is_consultation": edition.kind == Edition.Kind.CONSULTATION,
    }
    return render_to_string("results/declaration/_on_workshop.html", context, request)


def find_where(read: ReadEdition, item: UUID, asking: Mapping[UUID, Asking] = NOTHING) -> Went:
    """Return where an idea or comment went, as of this edition, with what its author is asked."""
    placed, trail = read.find_trail(item)
    statements = [
        WentTo(
            one.number,
            one.statement.text,
            find_address(read.edition, one.statement.ref),
            one.statement.pk,
            asking.get(one.statement.pk),
        )
        for one in placed
    ]
    return Went(read.edition, statements, trail.reasons)


def find_edition(visit: Visit) -> Edition | None:
    """Return the latest edition that this visitor may read, None where there is none; one query at most."""
    if visit.workshop.phase not in OVER or not may_read(visit):
        return None
    return find_latest_released(visit.workshop)


def find_edition_to_read(visit: Visit) -> ReadEdition | None:
    """Return the same with all that it stands on."""
    edition = find_edition(visit)
    return read_edition(visit.workshop, edition) if edition else None
