"""How far two people agree who coded the same texts, and a page on which they settle the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideas_platform.lib.responses import see_other
from moderation.analysis.agreement import Table
from moderation.domain.agreement import Reading, read_one
from moderation.domain.blind_share import read_percent
from moderation.domain.code_counts import measure_agreement
from moderation.domain.codebook import Codebook, read_codebook
from moderation.domain.coded import read_progress
from moderation.domain.coding import CodedSince
from moderation.domain.items import list_comments, list_ideas
from moderation.domain.settling import settle, write_seen_reading
from moderation.domain.texts import list_passages_of, name_kind
from moderation.forms.settling_form import SettlingForm
from moderation.models import Code, Text
from moderation.views.item import find_bar, name_item
from moderation.views.notes import describe_notes
from moderation.views.staff_page import show_page, staff_page
from moderation.views.text import get_text
from workshops.models import Membership
from workshops.phases import Deed

MOST_LISTED = 25


@require_safe
@staff_page
def show_agreement(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show for each code how far two people agree, and what they still have to settle."""
    codebook = read_codebook(membership.workshop)
    agreement = measure_agreement(membership.workshop, codebook, most=MOST_LISTED)
    context = {
        "rows": [_describe(code, table) for code, table in agreement.tables],
        "progress": read_progress(membership.workshop),
        "share": read_percent(membership.workshop),
        "number": agreement.number,
        "listed": [
            {"ref": item.ref, "name": name_item(item)} for item in _find(membership, agreement.still_open)
        ],
    }
    return show_page(request, membership, "agreement", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def settle_item(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show what two people chose for a text; a POST settles it and leads to the next one."""
    item, codebook = get_text(membership, ref), read_codebook(membership.workshop)
    reading = read_one(membership.workshop, codebook, item.pk)
    if reading is None or not reading.by_two:
        raise Http404
    if request.method != "POST":
        return _show(request, membership, item, {"form": SettlingForm(codebook, reading)})
    form = SettlingForm(codebook, reading, request.POST)
    if not form.is_valid():
        return _show(request, membership, item, {"form": form}, status=422)
    try:
        settle(actor=membership, item=item, answers=form.read_answers(), seen=request.POST.get("seen", ""))
    except CodedSince as refusal:
        return _show(
            request, membership, item, {"form": form, "changed": str(refusal)}, status=CodedSince.status
        )
    messages.success(request, _("Settled."))
    return see_other(_next_address(membership, codebook))


def _next_address(membership: Membership, codebook: Codebook) -> str:
    following = _find(membership, measure_agreement(membership.workshop, codebook, most=1).still_open)
    if not following:
        return reverse("moderation:agreement", args=[membership.workshop.slug])
    return reverse("moderation:settling", args=[membership.workshop.slug, following[0].ref])


def _find(membership: Membership, keys: Sequence[UUID]) -> list[Text]:
    """Return these items, in an order that means nothing."""
    if not keys:
        return []
    lists = (
        list_ideas(membership.workshop),
        list_comments(membership.workshop),
        list_passages_of(membership.workshop),
    )
    found: list[Text] = [item for items in lists for item in items.filter(pk__in=keys)]
    return sorted(found, key=lambda item: item.ref)


def _describe(code: Code, table: Table) -> dict[str, Any]:
    return {
        "code": code,
        "table": table,
        "apart": table.first + table.second,
        "kappa": _say(table.kappa),
        "positive": _say(table.positive_agreement),
        "negative": _say(table.negative_agreement),
    }


def _say(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _show(
    request: HttpRequest, membership: Membership, item: Text, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    codebook = read_codebook(membership.workshop)
    reading = read_one(membership.workshop, codebook, item.pk)
    if reading is None:
        raise Http404
    context = {
        "item": item,
        "idea": item.thread,
        "kind": name_kind(item),
        "readers": [_name(codebook, reading, reader) for reader in reading.chosen],
        "agreed": _list_names(codebook, frozenset.intersection(*reading.chosen.values())),
        "bar": find_bar(membership, item),
        "is_open": membership.workshop.allows(Deed.MODERATE),
        "seen": write_seen_reading(item, reading),
        "notes": describe_notes(membership, item),
        **more,
    }
    return show_page(request, membership, "settling", context, status=status)


def _name(codebook: Codebook, reading: Reading, reader: int) -> list[str]:
    return _list_names(codebook, reading.chosen[reader])


def _list_names(codebook: Codebook, codes: frozenset[Any]) -> list[str]:
    return sorted((codebook.codes[code].name for code in codes), key=str.casefold)
