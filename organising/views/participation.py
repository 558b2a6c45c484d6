"""The public page of participation: who has joined, who took part, and of whom there are too few to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ideas.domain.numbers import public_numbers
from ideas.views.workshop import WorkshopPage
from organising.domain.participation import Row, draw_tiles, list_rows
from organising.domain.workforce import Of, list_names
from workshops.domain.visits import visit_workshop
from workshops.models import Workshop
from workshops.phases import Deed
from workshops.statistics.participation import Breakdown, describe_participation

BOROUGH = "borough"


@dataclass(frozen=True)
class Dimension:
    """One dimension on the page, with all its rows."""

    breakdown: Breakdown
    rows: list[Row]


@require_safe
def show_participation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the numbers of the last snapshots, the map and its table."""
    visit = visit_workshop(request.user, slug)
    context = {"membership": visit.membership, **describe_page(visit.workshop)}
    return render(request, "organising/participation.html", context)


def describe_page(workshop: Workshop) -> dict[str, Any]:
    """Return what the public page and the desk both show."""
    told = describe_participation(workshop)
    breakdowns = {one.dimension: one for one in told.breakdowns}
    by_borough = breakdowns.get(BOROUGH)
    return {
        "workshop": workshop,
        "numbers": public_numbers(workshop),
        "told": told,
        "dimensions": [
            Dimension(one, rows)
            for one in told.breakdowns
            if (rows := list_rows(workshop, one, list_names(workshop, Of(one.dimension))))
            and (one.dimension != BOROUGH or workshop.asks_borough)
        ],
        "tiles": draw_tiles(by_borough) if workshop.asks_borough else [],
    }


def show_link(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the way to the page on the workshop's, once it has opened."""
    workshop = page.visit.workshop
    if not workshop.allows(Deed.READ_IDEAS):
        return SafeString("")
    return render_to_string("organising/_participation_link.html", {"slug": workshop.slug}, request)
