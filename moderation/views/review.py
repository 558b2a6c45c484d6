"""Review: one text at a time, the next one as soon as the last is decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from ideas_platform.lib.responses import is_htmx, see_other
from moderation.domain.claims import claim_item, is_for_review, take_next
from moderation.domain.decisions import OPEN_TO, ChangedSince
from moderation.domain.editors_notes import OF_A_NOTE
from moderation.domain.items import find_item
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.seen import find_change, read_seen
from moderation.forms.decision_form import DecisionForm
from moderation.forms.item_forms import find_form, is_open
from moderation.models import Claim
from moderation.views.item import describe_item, describe_last_press
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership
from workshops.phases import Deed

MOST_SKIPPED = 50
IN_TURN = "turn"


@require_safe
@staff_page
def show_next(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the next text that waits for this member of the staff, and claim it for them."""
    return _show_turn(request, membership, list_skipped(request.GET))


@require_safe
@staff_page
def show_item(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show one text by its reference, with what can be decided about it."""
    return _show(request, membership, get_item(membership, ref), {})


@require_POST
@staff_page
def decide_item(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Decide about one text, and go on to the next; asks again where something is missing or has changed."""
    item = get_item(membership, ref)
    form = find_form(request.POST.get("verdict", ""), item, request.POST)
    if form is None:
        raise BadRequest
    if not form.is_valid():
        return _show(request, membership, item, {"form": form}, status=422)
    try:
        done = form.decide(actor=membership, item=item)
    except ChangedSince:
        return _ask_again(request, membership, ref, form)
    if form.verdict not in OPEN_TO and form.verdict not in OF_A_NOTE:
        messages.success(request, done)
    return go_on(request, membership, item)


@require_POST
@staff_page
def skip_item(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Leave a text to somebody else for now, and go on to the next."""
    Claim.objects.give_back(membership)
    skipped = [*list_skipped(request.POST), ref][-MOST_SKIPPED:]
    if is_htmx(request):
        return _show_turn(request, membership, skipped)
    return see_other(_turn_address(membership, skipped))


def get_item(membership: Membership, ref: str) -> Item:
    """Return a text of this workshop that the staff may read; raises Http404 where there is none."""
    item = find_item(membership.workshop, ref)
    if item is None:
        raise Http404
    # It came with the time of the database.
    item.thread.workshop = membership.workshop
    return item


def list_skipped(sent: QueryDict) -> list[str]:
    """Return what somebody left to others for now, from a form or an address; what is none finds nothing."""
    return [ref.replace("\x00", "") for ref in sent.getlist("skipped")[-MOST_SKIPPED:]]


def go_on(request: HttpRequest, membership: Membership, item: Item) -> HttpResponse:
    """Answer what was done to a text: with the next one in turn, or with its own page again."""
    if request.POST.get("from") != IN_TURN:
        back = request.POST.get("back", "").replace("\x00", "")
        shown = (find_item(membership.workshop, back) if back else None) or item
        return see_other(reverse("moderation:item", args=[membership.workshop.slug, shown.ref]))
    skipped = list_skipped(request.POST)
    return (
        _show_turn(request, membership, skipped)
        if is_htmx(request)
        else see_other(_turn_address(membership, skipped))
    )


def show_again(request: HttpRequest, membership: Membership, item: Item) -> HttpResponse:
    """Answer with a text that waits again, claimed for whoever undid what they had decided."""
    if is_for_review(item) and claim_item(membership, item.pk) and request.POST.get("from") == IN_TURN:
        return go_on(request, membership, item)
    return see_other(reverse("moderation:item", args=[membership.workshop.slug, item.ref]))


def write_turn(skipped: list[str]) -> str:
    """Return the end of an address that says that one comes from review, and what one has skipped there."""
    return "?" + urlencode({"from": IN_TURN, "skipped": skipped}, doseq=True)


def _lead_to_merging(context: dict[str, Any]) -> dict[str, str]:
    """Return how to get from this text to merging it, and back to the next one in turn."""
    query = write_turn(context["skipped"]) if context["in_turn"] else ""
    address = context["merge_url"]
    return {"turn_query": query, "merge_url": address + query if address else ""}


def _turn_address(membership: Membership, skipped: list[str]) -> str:
    address = reverse("moderation:review", args=[membership.workshop.slug])
    return f"{address}?{urlencode({'skipped': skipped}, doseq=True)}" if skipped else address


def _show_turn(
    request: HttpRequest, membership: Membership, skipped: list[str], more: dict[str, Any] | None = None
) -> HttpResponse:
    is_moderated = membership.workshop.allows(Deed.MODERATE)
    may_cover = membership.workshop.allows(Deed.COVER_AS_ASKED)
    item = take_next(actor=membership, skipped=skipped, only_asked=not is_moderated) if may_cover else None
    status = 422 if more else 200
    return _show(
        request, membership, item, {"in_turn": True, "skipped": skipped, **(more or {})}, status=status
    )


def _ask_again(request: HttpRequest, membership: Membership, ref: str, form: DecisionForm) -> HttpResponse:
    """Tell what somebody else did meanwhile. In turn go on; else show the text and the form anew."""
    item = get_item(membership, ref)
    change = {"change": find_change(item, form.seen), "changed": item}
    if is_htmx(request):
        # The status with which htmx puts an answer into the page.
        return _show_turn(request, membership, list_skipped(request.POST), change)
    asked = find_form(form.verdict, item, request.POST) or form
    asked.seen = read_seen(item)
    more = {**change, "form": asked, "is_open": is_open(form.verdict, item)}
    return _show(request, membership, item, more, status=ChangedSince.status)


def _show(
    request: HttpRequest,
    membership: Membership,
    item: Item | None,
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    in_turn = request.POST.get("from") == IN_TURN
    context = {
        "in_turn": in_turn,
        "skipped": list_skipped(request.POST) if in_turn else [],
        "is_moderated": membership.workshop.allows(Deed.MODERATE),
        "press": describe_last_press(membership),
        **more,
    }
    if item is not None:
        context |= describe_item(membership, item, context.get("form"))
        context |= _lead_to_merging(context)
    return show_page(request, membership, "_review" if is_htmx(request) else "review", context, status=status)
