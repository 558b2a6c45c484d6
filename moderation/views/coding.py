"""Coding: one text at a time, the next one as soon as the last is coded."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import is_htmx, see_other
from moderation.domain.code_changes import CodeText, add_code
from moderation.domain.codebook import Codebook, read_codebook
from moderation.domain.coded import count_own_stale, read_progress
from moderation.domain.coding import CodedSince, OwnCoding, read_own, save_coding, take_back, write_seen
from moderation.domain.coding_turns import take_next_to_code
from moderation.domain.suggested import list_suggested
from moderation.domain.texts import find_text, is_shown, name_kind
from moderation.forms.coding_form import ADD, CodingForm, NewCodeForm
from moderation.models import Code, CodingClaim, Text
from moderation.views.item import find_bar, name_item
from moderation.views.notes import describe_notes
from moderation.views.review import MOST_SKIPPED, list_skipped
from moderation.views.staff_page import show_page, staff_page
from moderation.views.text import get_text
from workshops.models import Membership
from workshops.phases import Deed


@require_safe
@staff_page
def show_next_to_code(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the next text that this member of the staff codes, and claim it for them."""
    return _show_turn(request, membership, request.GET.get("last", ""), list_skipped(request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def code_item(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show one text with what one has chosen for it; a POST keeps what is chosen and goes on to the next."""
    item = get_text(membership, ref)
    if request.method != "POST":
        return _show(request, membership, item, {})
    own, codebook = read_own(membership, item), read_codebook(membership.workshop)
    form = CodingForm(codebook, item, own, request.POST)
    if request.POST.get("do") == ADD:
        return _add_in_passing(request, membership, item)
    if not form.is_valid():
        return _show(request, membership, item, {"form": form}, status=422)
    try:
        save_coding(actor=membership, item=item, new=form.read_coding(request.POST.get("seen", "")))
    except CodedSince as refusal:
        context = {"form": CodingForm(codebook, item, own, request.POST), "changed": str(refusal)}
        status = 422 if is_htmx(request) else CodedSince.status
        return _show(request, membership, get_text(membership, ref), context, status=status)
    return _go_on(request, membership, item.ref)


@require_POST
@staff_page
def skip_coding(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Leave a text to somebody else for now, and go on to the next."""
    CodingClaim.objects.give_back(membership)
    skipped = [*list_skipped(request.POST), ref][-MOST_SKIPPED:]
    if is_htmx(request):
        return _show_turn(request, membership, "", skipped)
    return see_other(_turn_address(membership, "", skipped))


@require_POST
@staff_page
def remove_coding(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Take one's own coding of a text away, so that somebody codes it anew."""
    item = get_text(membership, ref)
    take_back(actor=membership, item=item, seen=request.POST.get("seen", ""))
    messages.success(request, _("Your coding is gone. Somebody will code this text anew."))
    return see_other(reverse("moderation:code_item", args=[membership.workshop.slug, ref]))


def _add_in_passing(request: HttpRequest, membership: Membership, item: Text) -> HttpResponse:
    """Add a code, and show the text again with all that is ticked, the new code too."""
    form = NewCodeForm(read_codebook(membership.workshop), request.POST)
    code: Code | None = None
    if form.is_valid():
        try:
            code = add_code(actor=membership, text=_read_new(form))
        except Unprocessable as refusal:
            form.add_error("new_name", str(refusal))
    shown = CodingForm(read_codebook(membership.workshop), item, read_own(membership, item), request.POST)
    # The passages that were typed are looked at when all is sent.
    shown.is_bound, shown.initial["passages"] = False, request.POST.get("passages", "")
    if code is None:
        return _show(request, membership, item, {"form": shown, "new_form": form}, status=422)
    shown.ticked.add(str(code.pk))
    return _show(request, membership, item, {"form": shown, "added": code})


def _read_new(form: NewCodeForm) -> CodeText:
    given = form.cleaned_data
    parent = UUID(given["new_parent"]) if given["new_parent"] else None
    return CodeText(given["new_name"], given["new_definition"], parent=parent)


def _go_on(request: HttpRequest, membership: Membership, last: str) -> HttpResponse:
    skipped = list_skipped(request.POST)
    if is_htmx(request):
        return _show_turn(request, membership, last, skipped)
    return see_other(_turn_address(membership, last, skipped))


def _turn_address(membership: Membership, last: str, skipped: list[str]) -> str:
    named = {**({"last": last} if last else {}), **({"skipped": skipped} if skipped else {})}
    address = reverse("moderation:coding", args=[membership.workshop.slug])
    return f"{address}?{urlencode(named, doseq=True)}" if named else address


def _show_turn(request: HttpRequest, membership: Membership, last: str, skipped: list[str]) -> HttpResponse:
    is_open = membership.workshop.allows(Deed.MODERATE)
    item = take_next_to_code(actor=membership, skipped=skipped) if is_open else None
    context: dict[str, Any] = {"in_turn": True, "skipped": skipped, "last": _find_last(membership, last)}
    return _show(request, membership, item, context)


def _find_last(membership: Membership, ref: str) -> dict[str, str] | None:
    """Return reference and name of what was coded just before, None where there is no such text."""
    item = find_text(membership.workshop, ref.replace("\x00", "")) if ref else None
    return {"ref": item.ref, "name": name_item(item)} if item else None


def _show(
    request: HttpRequest,
    membership: Membership,
    item: Text | None,
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "skipped": list_skipped(request.POST),
        "is_open": membership.workshop.allows(Deed.MODERATE),
        "progress": read_progress(membership.workshop, people=not is_htmx(request)),
        "again": count_own_stale(membership),
        **more,
    }
    if item is not None:
        context |= _describe(membership, item, more)
    return show_page(request, membership, "_coding" if is_htmx(request) else "coding", context, status=status)


def _describe(membership: Membership, item: Text, more: dict[str, Any]) -> dict[str, Any]:
    """Return what the page shows of a text, and of what one has chosen for it."""
    own, codebook = read_own(membership, item), read_codebook(membership.workshop)
    bar = find_bar(membership, item)
    may_code = membership.workshop.allows(Deed.MODERATE) and not bar and not own.is_closed
    form = more.get("form") or CodingForm(codebook, item, own)
    if may_code and is_shown(item) and own.coding is None:
        form.suggested = list_suggested(item, codebook)
    shown = {
        "item": item,
        "idea": item.thread,
        "kind": name_kind(item),
        "own": own,
        "bar": bar,
        "may_code": may_code,
        "is_shown": is_shown(item),
        "seen": write_seen(item, own),
        "form": form,
        "new_form": NewCodeForm(codebook),
        "notes": describe_notes(membership, item),
        "stored": _name_codes(own, codebook),
    }
    return shown | more


def _name_codes(own: OwnCoding, codebook: Codebook) -> list[str]:
    """Return the names of the codes that one has chosen, but those that are gone."""
    return [codebook.codes[code].name for code in own.codes if code in codebook.codes]
