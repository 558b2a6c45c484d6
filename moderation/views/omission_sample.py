"""The honest end: a sample is drawn, read once more text by text, and it says how much may be missing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas.models import Comment, Contribution
from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sections import render_sections
from moderation.analysis.omission import bound_share, round_up
from moderation.domain.codebook import read_codebook
from moderation.domain.omission_sample import (
    DrawnSince,
    ReadByOther,
    ReadSince,
    SampleResult,
    answer_text,
    count_published,
    draw_sample,
    find_text,
    is_shown,
    list_missing,
    list_results,
    write_seen_text,
)
from moderation.domain.sample_turns import take_next_to_read
from moderation.forms.omission_sample_forms import SampleAnswerForm, SampleForm
from moderation.models import SampleClaim, SampledText
from moderation.views.item import find_bar, name_item
from moderation.views.review import MOST_SKIPPED, list_skipped
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership
from workshops.phases import Deed

# So many texts without a find give so many per cent: what a size can say at best.
EXAMPLES = (60, 100, 200, 300)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_samples(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what the samples say; a POST draws one."""
    results, published = list_results(membership.workshop), count_published(membership.workshop)
    form = SampleForm(published, len(results), sent_data(request))
    if not form.is_bound:
        return _show_samples(request, membership, results, {"form": form, "published": published})
    if not form.is_valid():
        return _show_samples(request, membership, results, {"form": form, "published": published}, status=422)
    given = form.cleaned_data
    try:
        draw_sample(actor=membership, size=given["size"], seen=given["seen"])
    except DrawnSince as refusal:
        form = SampleForm(published, len(results))
        context = {"form": form, "published": published, "changed": str(refusal)}
        return _show_samples(request, membership, results, context, status=refusal.status)
    except Unprocessable as refusal:
        form.add_error("size", str(refusal))
        return _show_samples(request, membership, results, {"form": form, "published": published}, status=422)
    return see_other(request.path)


@require_safe
@staff_page
def show_next_to_read(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the next text of a sample that this member of the staff reads, and claim it for them."""
    skipped = list_skipped(request.GET)
    is_open = membership.workshop.allows(Deed.MODERATE)
    text = take_next_to_read(actor=membership, skipped=skipped) if is_open else None
    context = {"last": _find_last(membership, request.GET.get("last", "")), "skipped": skipped}
    return _show_text(request, membership, text, context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def read_text(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show one text of a sample with what one has said about it; a POST says it, and leads to the next."""
    text = _get_text(membership, key)
    if request.method != "POST":
        return _show_text(request, membership, text, {})
    form = SampleAnswerForm(text, request.POST)
    if not form.is_valid():
        if "do" in form.errors:
            raise BadRequest
        return _show_text(request, membership, text, {"form": form}, status=422)
    try:
        answer_text(actor=membership, text=text, new=form.read_answer(request.POST.get("seen", "")))
    except (ReadSince, ReadByOther) as refusal:
        context = {"form": form, "changed": str(refusal)}
        return _show_text(request, membership, _get_text(membership, key), context, status=refusal.status)
    return see_other(_turn_address(membership, list_skipped(request.POST), last=str(text.pk)))


@require_POST
@staff_page
def skip_text(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Leave a text to somebody else for now, and go on to the next."""
    SampleClaim.objects.give_back(membership)
    return see_other(_turn_address(membership, [*list_skipped(request.POST), str(key)][-MOST_SKIPPED:]))


def _get_text(membership: Membership, key: UUID) -> SampledText:
    text = find_text(membership.workshop, key)
    if text is None or {text.item.status, text.item.thread.status} & {*Contribution.NOT_FOR_STAFF}:
        raise Http404
    # It came with the time of the database.
    text.item.thread.workshop = membership.workshop
    return text


def _find_last(membership: Membership, key: str) -> dict[str, Any] | None:
    """Return what was read just before, None where there is no such text."""
    try:
        text = find_text(membership.workshop, UUID(key))
    except ValueError:
        return None
    return (
        {"key": text.pk, "name": name_item(text.item)} if text and text.read_by_id == membership.pk else None
    )


def _turn_address(membership: Membership, skipped: list[str], last: str = "") -> str:
    named = {**({"last": last} if last else {}), **({"skipped": skipped} if skipped else {})}
    address = reverse("moderation:sample_turn", args=[membership.workshop.slug])
    return f"{address}?{urlencode(named, doseq=True)}" if named else address


def _show_samples(
    request: HttpRequest,
    membership: Membership,
    results: list[SampleResult],
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "results": results[::-1],
        "missing": [_describe_missing(membership, text) for text in list_missing(membership.workshop)],
        "examples": [(size, round_up(bound_share(0, size))) for size in EXAMPLES],
        "left": sum(result.left for result in results),
        "is_open": membership.workshop.allows(Deed.MODERATE),
        **more,
    }
    return show_page(request, membership, "sample", context, status=status)


def _describe_missing(membership: Membership, text: SampledText) -> dict[str, Any]:
    return {
        "text": text,
        "name": name_item(text.item) if is_shown(text.item) else "",
        "is_own": text.read_by_id == membership.pk,
    }


def _show_text(
    request: HttpRequest,
    membership: Membership,
    text: SampledText | None,
    more: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    results = list_results(membership.workshop)
    context = {
        "skipped": list_skipped(request.POST),
        "is_open": membership.workshop.allows(Deed.MODERATE),
        "read": sum(result.read for result in results),
        "size": sum(result.sample.size for result in results),
        **more,
    }
    if text is not None:
        context |= _describe_text(request, membership, text, more)
    return show_page(request, membership, "sample_text", context, status=status)


def _describe_text(
    request: HttpRequest, membership: Membership, text: SampledText, more: dict[str, Any]
) -> dict[str, Any]:
    item = text.item
    item.thread.workshop = membership.workshop
    bar = find_bar(membership, item)
    shown = {
        "text": text,
        "item": item,
        "idea": item.thread,
        "is_comment": isinstance(item, Comment),
        "bar": bar,
        "is_shown": is_shown(item),
        "is_other": _is_by_other(membership, text),
        "may_answer": _may_answer(membership, text, bar),
        "seen": write_seen_text(text),
        "form": SampleAnswerForm(text),
        "families": read_codebook(membership.workshop).families,
        "parts": render_sections("sample", request, membership),
    }
    return shown | more


def _is_by_other(membership: Membership, text: SampledText) -> bool:
    return bool(text.answer) and text.read_by_id != membership.pk


def _may_answer(membership: Membership, text: SampledText, bar: str) -> bool:
    is_free = is_shown(text.item) and not _is_by_other(membership, text)
    return is_free and not bar and membership.workshop.allows(Deed.MODERATE)
