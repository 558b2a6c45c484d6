"""An edition of the Declaration as one page, one part of it, and what it says to one audience."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ideas.domain.numbers import public_numbers
from ideas.views.cached_fragments import render_cached
from ideas_platform.lib.sections import render_sections
from results.domain.editions import Part
from results.domain.missing import say_samples
from results.domain.reading import find_latest_released, read_edition
from results.models import Edition
from results.views.declaration.cards import (
    describe_part,
    describe_statements,
    find_audience_address,
    find_edition_address,
)
from results.views.declaration.statements import show_statement
from results.views.declaration.visiting import PERMISSION, Reading, describe_edition, visit_edition
from results.views.pictures import answer_picture
from workshops.domain.visits import may_read, require_reader, visit_as_reader, visit_workshop
from workshops.models import Workshop

# People, organisations, ideas and so on that stand below the title.
MOST_NUMBERS = 5


@require_safe
def show_latest(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the latest edition; a page that says when there will be one, where there is none to read yet."""
    visit = visit_workshop(request.user, slug)
    latest = find_latest_released(visit.workshop)
    if latest is None or not may_read(visit):
        context = {"workshop": visit.workshop, "is_for_members": latest is not None}
        return render(request, "results/declaration/none_yet.html", context)
    require_reader(visit, back=request.path, permission=PERMISSION)
    return _show(request, Reading(visit, read_edition(visit.workshop, latest)))


@require_safe
def show_edition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one edition, whole."""
    return _show(request, visit_edition(request, slug, number))


@require_safe
def show_part(request: HttpRequest, slug: str, number: int, part: str) -> HttpResponse:
    """Show a foundation or a statement of an edition; raises Http404 where there is neither."""
    reading = visit_edition(request, slug, number)
    found = reading.read.find_part(part)
    if found is not None:
        return _show_foundation(request, reading, found)
    placed = reading.read.find_statement(part)
    if placed is None:
        raise Http404
    return show_statement(request, reading, placed)


@require_safe
def send_part_picture(request: HttpRequest, slug: str, number: int, part: str) -> HttpResponse:
    """Answer with the picture of a foundation, for those who read the edition."""
    found = visit_edition(request, slug, number).read.find_part(part)
    if found is None:
        raise Http404
    return answer_picture(request, found.foundation)


@require_safe
def show_for(request: HttpRequest, slug: str, audience: str, number: int | None = None) -> HttpResponse:
    """Show what an edition, the latest where none is named, says to one audience."""
    if number is None:
        number = _find_latest_number(request, slug)
    reading = visit_edition(request, slug, number)
    chosen = next((one for one in reading.read.audiences if one.slug == audience), None)
    if chosen is None:
        raise Http404
    placed = [one for one in reading.read.placed.values() if one.statement.audience_id == chosen.pk]
    context = {
        "audience": chosen,
        "statements": describe_statements(reading.read, placed),
        "audiences": _list_audiences(reading),
    }
    return render(request, "results/declaration/audience.html", describe_edition(request, reading) | context)


def _find_latest_number(request: HttpRequest, slug: str) -> int:
    visit = visit_as_reader(request.user, slug, back=request.path, permission=PERMISSION)
    latest = find_latest_released(visit.workshop)
    if latest is None:
        raise Http404
    return latest.number


def _show(request: HttpRequest, reading: Reading) -> HttpResponse:
    context = describe_edition(request, reading) | {
        "numbers": _list_numbers(reading.workshop),
        "body": _print(reading, "_edition", lambda: _describe_body(reading)),
        "more": render_sections("declaration", request, reading),
    }
    return render(request, "results/declaration/edition.html", context)


def _list_numbers(workshop: Workshop) -> list[dict[str, object]]:
    """Return those of the workshop's numbers that stand below the title, as its own page tells them."""
    numbers = [one for one in public_numbers(workshop) if isinstance(one["value"], int)]
    return numbers[:MOST_NUMBERS]


def _print(reading: Reading, template: str, describe: Callable[[], dict[str, Any]]) -> SafeString:
    """Return a part of a page that is the same for all readers, printed once for each version."""
    name = (reading.edition.pk,)
    return render_cached(reading.workshop, f"results/declaration/{template}.html", {name: describe})[name]


def _describe_body(reading: Reading) -> dict[str, Any]:
    read = reading.read
    return {
        "workshop": reading.workshop,
        "edition": read.edition,
        "address": find_edition_address(read.edition),
        "foundations": [describe_part(read, part) for part in read.parts],
        "audiences": _list_audiences(reading),
        "samples": say_samples(reading.workshop) if read.edition.kind == Edition.Kind.FINAL else (),
    }


def _list_audiences(reading: Reading) -> list[dict[str, str]]:
    edition = reading.edition
    return [
        {"name": one.name, "slug": one.slug, "address": find_audience_address(edition, one.slug)}
        for one in reading.read.audiences
    ]


def _show_foundation(request: HttpRequest, reading: Reading, part: Part) -> HttpResponse:
    number = part.number
    parts = reading.read.parts
    context = describe_edition(request, reading, part.foundation.title) | {
        "foundation": describe_part(reading.read, part),
        "before": describe_part(reading.read, parts[number - 2]) if number > 1 else None,
        "after": describe_part(reading.read, parts[number]) if number < len(parts) else None,
    }
    return render(request, "results/declaration/foundation.html", context)
