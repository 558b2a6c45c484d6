"""Merging: find the idea that says the same, read both side by side, decide which is the main one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas.domain.asked_words import read_question
from ideas.domain.catalogue import read_catalogue, read_ideas
from ideas.domain.release_times import say_usual_wait
from ideas.domain.search import find_similar, search_ideas
from ideas.models import Idea, Merge
from ideas_platform.lib.refusals import Refusal
from ideas_platform.lib.responses import see_other, sent_data
from moderation.domain.claims import claim_item, is_for_review, is_with_somebody_else
from moderation.domain.decisions import ChangedSince
from moderation.domain.items import list_ideas
from moderation.domain.merging import count_left, find_obstacle, list_merges, merge_ideas
from moderation.domain.seen import find_change, read_all_seen
from moderation.forms.merging import MergeForm, OtherIdeaForm
from moderation.views.item import mark_texts
from moderation.views.review import IN_TURN, go_on, list_skipped, write_turn
from moderation.views.staff_page import show_page, staff_page
from voting.views.totals import describe_totals
from workshops.models import Membership, Workshop
from workshops.phases import Phase

MOST_FOUND = 10


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def choose_other(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Offer ideas that say much the same; a POST looks for others, so that no title stands in an address."""
    idea = get_idea(membership.workshop, ref)
    _claim(request, membership, idea)
    form = OtherIdeaForm(sent_data(request))
    found: list[Idea] | None = None
    if form.is_bound and form.is_valid():
        if other := _find_named(idea, form):
            return see_other(address_of(request, idea, other))
        found = _search(idea, form.cleaned_data["wanted"])
    context = {
        "idea": idea,
        "texts": mark_texts(idea),
        "form": form,
        "similar": _offer_all(request, idea, _find_alike(idea)),
        "found": None if found is None else _offer_all(request, idea, found),
        **describe_turn(request),
    }
    return show_page(request, membership, "merge_choice", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def check_merge(request: HttpRequest, membership: Membership, ref: str, other: str) -> HttpResponse:
    """Show a part and a main idea side by side; a POST merges them, and the next text is there."""
    part, main = get_ideas(membership.workshop, ref, other)
    if request.method != "POST":
        if turned := _turn_round(request, part, main):
            return turned
        _claim(request, membership, part, main)
        return _show(request, membership, (part, main))
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _show(request, membership, (part, main), {"form": form}, status=422)
    sent = form.cleaned_data
    try:
        seen = (sent["seen_part"], sent["seen_main"])
        merge_ideas(actor=membership, part=part, main=main, note=sent["note"], seen=seen)
    except ChangedSince:
        more = {"changes": _list_changes((part, main), seen), "form": _empty_form(sent["note"])}
        return _show(request, membership, (part, main), more, status=ChangedSince.status)
    except Refusal as refusal:
        # What stands in the way is on the page.
        return _show(request, membership, (part, main), status=refusal.status)
    return go_on(request, membership, part)


def get_idea(workshop: Workshop, ref: str) -> Idea:
    """Return an idea that the staff may read; raises Http404 where there is none, also for a comment."""
    [idea] = get_ideas(workshop, ref)
    return idea


def get_ideas(workshop: Workshop, *refs: str) -> list[Idea]:
    """Return ideas that the staff may read, in the order of these references; one query.

    Raises Http404 where there is none, also for a comment.
    """
    wanted = [ref.replace("\x00", "") for ref in refs]
    found = {idea.ref: idea for idea in list_ideas(workshop).filter(ref__in=wanted)}
    if not found.keys() >= set(wanted):
        raise Http404
    for idea in found.values():
        idea.workshop = workshop
    return [found[ref] for ref in wanted]


def address_of(request: HttpRequest, part: Idea, main: Idea) -> str:
    """Return where the two stand side by side, with what one has come from."""
    return reverse("moderation:merge", args=[part.workshop.slug, part.ref, main.ref]) + keep_turn(request)


def keep_turn(request: HttpRequest) -> str:
    """Return the end of an address that leads back to review, where one has come from there."""
    sent = describe_turn(request)
    return write_turn(sent["skipped"]) if sent["in_turn"] else ""


def describe_turn(request: HttpRequest) -> dict[str, Any]:
    """Return whether one has come from review, and what one has skipped there."""
    sent = request.POST if request.method == "POST" else request.GET
    in_turn = sent.get("from") == IN_TURN
    return {"in_turn": in_turn, "skipped": list_skipped(sent) if in_turn else []}


def _claim(request: HttpRequest, membership: Membership, *ideas: Idea) -> None:
    """Keep the text under review for whoever merges it: reading two takes its time."""
    for idea in ideas:
        if describe_turn(request)["in_turn"] and is_for_review(idea):
            claim_item(membership, idea.pk)
            return


def _turn_round(request: HttpRequest, part: Idea, main: Idea) -> HttpResponse | None:
    """Lead to the page of two that can be merged so: a main idea stands for itself, a part has none."""
    of_main, of_part = (
        Merge.objects.filter(**{name: idea}) for name, idea in (("idea", main), ("main", part))
    )
    under = list_ideas(part.workshop).filter(parts__in=of_main).first()
    if under is not None and under != part:
        words = _("“%(part)s” counts with “%(main)s” already. So this is about “%(main)s”.")
        messages.info(request, words % {"part": main.title, "main": under.title})
        return see_other(address_of(request, part, under))
    if of_part.exists() and not of_main.exists() and not Merge.objects.filter(main=main).exists():
        return see_other(address_of(request, main, part))
    return None


def _find_named(idea: Idea, form: OtherIdeaForm) -> Idea | None:
    """Return the other idea whose reference was typed, None where it names none; the form must be valid."""
    other = list_ideas(idea.workshop).filter(ref=form.find_reference()).first()
    return None if other == idea else other


def _search(idea: Idea, wanted: str) -> list[Idea]:
    found = search_ideas(idea.workshop, read_question(wanted))
    catalogue = read_catalogue(idea.workshop)
    best = sorted(found, key=lambda ref: (-found[ref], ref))[: MOST_FOUND + 1]
    keys = [catalogue.ids[catalogue.refs[ref]] for ref in best if ref in catalogue.refs and ref != idea.ref]
    ideas = read_ideas(idea.workshop, keys)
    return [ideas[key] for key in keys[:MOST_FOUND] if key in ideas]


def _find_alike(idea: Idea) -> list[Idea]:
    return [one for one in find_similar(idea.workshop, idea.title) if one.pk != idea.pk]


def _offer_all(request: HttpRequest, idea: Idea, others: Iterable[Idea]) -> list[dict[str, Any]]:
    return [_offer(request, idea, other) for other in others]


def _offer(request: HttpRequest, idea: Idea, other: Idea) -> dict[str, Any]:
    address = reverse("moderation:merge", args=[idea.workshop.slug, idea.ref, other.ref])
    return {"idea": other, "address": address + keep_turn(request)}


def _list_changes(pair: tuple[Idea, Idea], seen: tuple[str, str]) -> list[dict[str, Any]]:
    """Return which of the two ideas changed since they were seen, and how."""
    changes = [(idea, find_change(idea, last)) for idea, last in zip(pair, seen, strict=True)]
    return [{"changed": idea, "change": change} for idea, change in changes if _has_changed(change)]


def _has_changed(change: Any) -> bool:
    return bool(change.decisions) or change.is_reworded


def _empty_form(note: str = "") -> MergeForm:
    return MergeForm(initial={"note": note})


def _show(
    request: HttpRequest,
    membership: Membership,
    pair: tuple[Idea, Idea],
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    part, main = pair
    obstacle = find_obstacle(membership, part, main)
    seen = read_all_seen([part, main])
    sides = {"main": _describe(membership, main), "part": _describe(membership, part)}
    context = {
        "main": sides["main"],
        "part": sides["part"],
        "seen": {"part": seen[part.pk], "main": seen[main.pk]},
        "obstacle": obstacle,
        "may_swap": not find_obstacle(membership, main, part),
        "swap_url": address_of(request, main, part),
        "choice_url": reverse("moderation:merge_choice", args=[membership.workshop.slug, part.ref])
        + keep_turn(request),
        "left": count_left(part, main),
        "usual_wait": say_usual_wait(membership.workshop),
        "is_closed": membership.workshop.phase == Phase.CLOSED,
        "form": _empty_form(),
        **describe_turn(request),
        **(more or {}),
    }
    return show_page(request, membership, "merge", context, status=status)


def _describe(membership: Membership, idea: Idea) -> dict[str, Any]:
    """Return what stands in the column of one idea; its own totals, as its page shows them."""
    return {
        "idea": idea,
        "texts": mark_texts(idea),
        "totals": describe_totals(idea, shown=True),
        "parts": [merge.idea for merge in list_merges(idea, membership.workshop) if merge.main_id == idea.pk],
        "waits": is_for_review(idea),
        "with_other": is_with_somebody_else(membership, idea),
    }
