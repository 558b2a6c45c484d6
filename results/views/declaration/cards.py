"""Foundations and statements in words, as the pages of an edition print them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise

from results.domain.editions import Part
from results.domain.figures import StreamFigures, list_streams
from results.domain.reading import Placed, ReadEdition
from results.models import Edition, StatementStatus
from results.views.pictures import ShownPicture, describe_picture
from workshops.models import Workshop

# How each state of a statement is marked, beside its word.
MARKS = {"planned": "", "begun": "wait", "done": "good", "stopped": ""}


@dataclass(frozen=True)
class StatusWords:
    """What became of a statement, from which day on, and why."""

    label: str | Promise
    mark: str
    since: date
    reason: str


@dataclass(frozen=True)
class StatementCard:
    """A statement as a list shows it; `status` is None before anything was said of it."""

    ref: str
    number: str
    text: str
    address: str
    audience: str
    audience_address: str
    streams: Sequence[StreamFigures]
    status: StatusWords | None


@dataclass(frozen=True)
class FoundationCard:
    """A foundation with its statements, as the page of an edition shows it."""

    number: int
    title: str
    promise: str
    text: str
    slug: str
    address: str
    statements: Sequence[StatementCard]
    picture: ShownPicture | None = None


def describe_part(read: ReadEdition, part: Part) -> FoundationCard:
    """Return a foundation with all its statements."""
    foundation = part.foundation
    names = [read.edition.workshop.slug, read.edition.number, foundation.slug]
    placed = [read.placed[statement.pk] for _number, statement in part.statements]
    return FoundationCard(
        part.number,
        foundation.title,
        foundation.promise,
        foundation.text,
        foundation.slug,
        find_address(read.edition, foundation.slug),
        describe_statements(read, placed),
        describe_picture(foundation, reverse("results:part_picture", args=names)),
    )


def describe_statements(read: ReadEdition, placed: Iterable[Placed]) -> list[StatementCard]:
    """Return these statements of an edition as cards."""
    return [_describe(read, one) for one in placed]


def _describe(read: ReadEdition, placed: Placed) -> StatementCard:
    statement, edition = placed.statement, read.edition
    audience = statement.audience
    statuses = read.statuses.get(statement.pk, ())
    return StatementCard(
        statement.ref,
        placed.number,
        statement.text,
        find_address(edition, statement.ref),
        audience.name if audience else "",
        find_audience_address(edition, audience.slug) if audience else "",
        [one for one in list_streams(read.sources.count(statement.pk)) if one.is_anything],
        say_status(statuses[-1]) if statuses else None,
    )


def say_status(status: StatementStatus) -> StatusWords:
    """Return what became of a statement in words."""
    label = StatementStatus.State(status.state).label
    return StatusWords(label, MARKS[status.state], status.since, status.reason)


def find_address(edition: Edition, part: str) -> str:
    """Return the address of a foundation, by its slug, or of a statement, by its reference."""
    return reverse("results:declaration_part", args=[_slug(edition), edition.number, part])


def find_edition_address(edition: Edition) -> str:
    """Return the address of an edition."""
    return reverse("results:edition", args=[_slug(edition), edition.number])


def find_audience_address(edition: Edition, audience: str) -> str:
    """Return where an edition is read for one audience."""
    return reverse("results:edition_for", args=[_slug(edition), edition.number, audience])


def _slug(edition: Edition) -> str:
    workshop: Workshop = edition.workshop
    return workshop.slug
