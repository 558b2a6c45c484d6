"""How large the share is that two people code, and how many new codes texts still bring."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideas_platform.lib.responses import see_other
from moderation.analysis.saturation import Saturation
from moderation.domain.blind_share import read_percent
from moderation.domain.coded import count_texts
from moderation.domain.saturation import read_saturation
from moderation.domain.share_setting import ShareChanged, expect_effect, list_share_changes, set_share
from moderation.forms.share_form import ShareForm
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership
from workshops.phases import Phase

# The drawing of the curve, in its own units: where it begins, and how wide and high it is.
LEFT, BOTTOM, WIDTH, HEIGHT = 40, 170, 270, 150
ROWS = 10


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_share(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the share, and what another one would do; a POST sets it."""
    changes = list_share_changes(membership.workshop)
    sent = request.POST if request.method == "POST" else request.GET if "percent" in request.GET else None
    form = ShareForm(read_percent(membership.workshop), len(changes), sent)
    if not form.is_bound:
        return _show(request, membership, form, {"changes": changes})
    if not form.is_valid():
        return _show(request, membership, form, {"changes": changes}, status=422)
    percent = form.cleaned_data["percent"]
    if request.method != "POST":
        effect = expect_effect(membership.workshop, percent)
        return _show(request, membership, form, {"changes": changes, "effect": effect, "percent": percent})
    try:
        set_share(actor=membership, percent=percent, seen=form.cleaned_data["seen"] or 0)
    except ShareChanged as refusal:
        fresh = ShareForm(read_percent(membership.workshop), len(changes))
        context = {"changes": changes, "changed": str(refusal)}
        return _show(request, membership, fresh, context, status=refusal.status)
    messages.success(request, _("The share is set. What is coded stays as it is."))
    return see_other(reverse("moderation:agreement", args=[membership.workshop.slug]))


@require_safe
@staff_page
def show_saturation(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show how many codes so many texts brought, as a table and as a curve."""
    saturation = read_saturation(membership.workshop)
    context = {"saturation": saturation, "texts": count_texts(membership.workshop), **_describe(saturation)}
    return show_page(request, membership, "saturation", context)


def _describe(saturation: Saturation) -> dict[str, Any]:
    chance, curve = saturation.chance_of_new, saturation.curve
    every = max(len(curve) // ROWS, 1)
    rows = [point for place, point in enumerate(curve[1:], 1) if place % every == 0 or point == curve[-1]]
    points = [
        (LEFT + WIDTH * read / max(saturation.read, 1), BOTTOM - HEIGHT * codes / max(saturation.codes, 1))
        for read, codes in curve
    ]
    return {
        "one_in": round(1 / chance) if chance else None,
        "rows": [(read, f"{codes:.1f}") for read, codes in rows],
        "line": " ".join(f"{x:.1f},{y:.1f}" for x, y in points),
    }


def _show(
    request: HttpRequest, membership: Membership, form: ShareForm, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "share": read_percent(membership.workshop),
        "is_over": membership.workshop.phase == Phase.PUBLISHED,
        **more,
    }
    return show_page(request, membership, "share", context, status=status)
