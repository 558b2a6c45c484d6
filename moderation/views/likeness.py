"""How far suggested codes can be trusted, and texts in an order that puts like beside like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from moderation.analysis.thresholds import ENOUGH_BLIND
from moderation.domain.calibration import Share, Tenth, read_trust
from moderation.domain.reading_places import count_groups, count_without_place, list_places
from moderation.models import ReadingPlace
from moderation.views.item import describe_in_list
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership, Workshop

ON_A_PAGE = 50
# The chart, in its own units: where 0 and 10 times in ten lie.
LEFT, SIZE, TOP = 40, 240, 10


@require_safe
@staff_page
def show_suggestions(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show how true the chances of suggested codes are, and how many were taken."""
    trust = read_trust(membership.workshop)
    error = trust.calibration.error if trust.calibration else None
    context = {
        "trust": trust,
        "rows": [
            {"tenth": one.tenth, "next": one.tenth + 1, "right": one.right, "taken": one.taken}
            for one in trust.tenths
        ],
        "points": list(_draw(trust.tenths)),
        "taken": Share(trust.shown, true=trust.taken).of_hundred if trust.shown else None,
        "error": None if error is None else f"{100 * error:.1f}",
        "enough": ENOUGH_BLIND,
    }
    return show_page(request, membership, "suggestions", context)


@require_safe
@staff_page
def show_map(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the published texts so that like stands beside like, in groups."""
    page = Paginator(list_places(membership.workshop), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "groups": list(_group(membership.workshop, list(page.object_list))),
        "without_place": count_without_place(membership.workshop),
    }
    return show_page(request, membership, "map", context)


def _draw(tenths: Sequence[Tenth]) -> Iterator[dict[str, Any]]:
    """Yield the points of the chart: squares where nobody saw a suggestion, rings where they did."""
    for one in tenths:
        for kind, share in (("right", one.right), ("taken", one.taken)):
            if share.number:
                yield {"kind": kind, **_place(share)}


def _place(share: Share) -> dict[str, int]:
    """Return where a point lies; the corner of a square lies five units above and before its middle."""
    across, down = LEFT + round(SIZE * share.chance), TOP + round(SIZE * (1 - share.part))
    return {"x": across, "y": down, "corner_x": across - 5, "corner_y": down - 5}


def _group(workshop: Workshop, places: Sequence[ReadingPlace]) -> Iterator[dict[str, Any]]:
    """Yield the groups of a page, each with its texts there and how many it has in all."""
    numbers = count_groups(workshop, {one.group_number for one in places})
    for number, inside in groupby(places, key=lambda one: one.group_number):
        rows = list(inside)
        yield {
            "number": number + 1,
            "texts": numbers.get(number, len(rows)),
            "unstable": rows[0].unstable,
            "rows": [_describe_place(one) for one in rows],
        }


def _describe_place(one: ReadingPlace) -> dict[str, Any]:
    item = one.idea or one.comment
    assert item is not None  # noqa: S101  # nosec B101 - a constraint of the table
    return {"item": item, **describe_in_list(item), "is_comment": one.comment_id is not None}
