"""Several texts at once: chosen from a list, read once more, decided row by row, undone in one press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ideas.domain.authors import find_own_items
from ideas_platform.lib.responses import see_other
from moderation.domain.decisions import OPEN_TO
from moderation.domain.items import list_comments, list_ideas
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.reason_templates import list_templates
from moderation.domain.several import Row, decide_all, plan_all
from moderation.domain.urgency import order_by_urgency
from moderation.forms.publishing import PublishForm
from moderation.models import Decision
from moderation.views.item import describe_in_list, mark_texts, name_item
from moderation.views.narrow_pages import NarrowPaginator
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership, Workshop
from workshops.phases import Deed

MOST_AT_ONCE = 50
ON_A_PAGE = 25
COMMENTS = "comments"
TWO = 2
# Before each reference: the field of the form that holds what was seen of that text.
SEEN = "seen-"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def decide_several(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List what waits; a POST with some of it asks, with all texts, and one after that decides."""
    if request.method != "POST":
        return _show_list(request, membership)
    verdict = request.POST.get("verdict", "")
    chosen = _list_chosen(request)
    if verdict == Decision.Verdict.MERGE:
        return _begin_merge(request, membership, chosen)
    if verdict not in OPEN_TO:
        raise BadRequest
    if not chosen or len(chosen) > MOST_AT_ONCE:
        return _show_list(request, membership, problem=_say_problem(chosen), status=422)
    items = _find(membership.workshop, chosen)
    form = _make_form(request, membership.workshop, verdict)
    if not form.is_valid():
        return _ask(request, membership, form, plan_all(actor=membership, items=items, verdict=verdict))
    press = uuid4()
    new_decision = form.new_decision(press)
    rows = decide_all(
        actor=membership, items=items, new_decision=new_decision, seen=_read_seen(request, items)
    )
    return _show_results(request, membership, verdict, rows, press)


def _list_chosen(request: HttpRequest) -> list[str]:
    """Return the references of the texts that were ticked, each once."""
    return list(dict.fromkeys(ref.replace("\x00", "") for ref in request.POST.getlist("chosen")))


def _make_form(request: HttpRequest, workshop: Workshop, verdict: str) -> PublishForm:
    """Return the form of a verdict: as it was sent, or empty where the texts were only chosen."""
    form = PublishForm(verdict, request.POST if "decided" in request.POST else None)
    if verdict == Decision.Verdict.HIDE:
        form.offer_own_words(list_templates(workshop))
    return form


def _read_seen(request: HttpRequest, items: Sequence[Item]) -> dict[UUID, str]:
    """Return what was seen of each text when it was read once more, by its key."""
    return {item.pk: request.POST.get(f"{SEEN}{item.ref}", "") for item in items}


def _begin_merge(request: HttpRequest, membership: Membership, chosen: Sequence[str]) -> HttpResponse:
    """Lead to the page on which two ideas stand side by side."""
    ideas = list(list_ideas(membership.workshop).filter(ref__in=chosen).order_by("ref"))
    if len(ideas) != TWO or len(chosen) != TWO:
        return _show_list(request, membership, problem=_("Choose two ideas to merge them."), status=422)
    return see_other(
        reverse("moderation:merge", args=[membership.workshop.slug, *(idea.ref for idea in ideas)])
    )


def _find(workshop: Workshop, refs: Sequence[str]) -> list[Item]:
    # By reference, which is random: as they lie in the table is the order in which they were sent.
    kinds: list[QuerySet[Any]] = [list_ideas(workshop), list_comments(workshop)]
    return [item for items in kinds for item in items.filter(ref__in=refs).order_by("ref")]


def _say_problem(chosen: Sequence[str]) -> str:
    if not chosen:
        return _("Choose at least one text.")
    return _("Choose at most %(number)d texts at a time.") % {"number": MOST_AT_ONCE}


def _show_list(
    request: HttpRequest, membership: Membership, *, problem: str = "", status: int = 200
) -> HttpResponse:
    kind = COMMENTS if request.GET.get("kind") == COMMENTS else "ideas"
    page = NarrowPaginator(_list_choosable(membership.workshop, kind), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    items: list[Item] = list(page.object_list)
    is_moderated = membership.workshop.allows(Deed.MODERATE)
    tagged = [(item.pk, item.thread.pk, bytes(item.thread_tag)) for item in items]
    own = find_own_items(membership, membership.workshop, tagged) if is_moderated else set()
    rows = [{"item": item, **describe_in_list(item)} for item in items if item.pk not in own]
    context = {"kind": kind, "page_obj": page, "rows": rows, "problem": problem, "is_moderated": is_moderated}
    return show_page(request, membership, "several", context, status=status)


def _list_choosable(workshop: Workshop, kind: str) -> QuerySet[Any]:
    """Return what may be decided together: neither held nor reported as a danger. References are random."""
    items: Any = list_comments(workshop) if kind == COMMENTS else list_ideas(workshop)
    free = items.for_review().filter(held=False, held_by_reports=False)
    return order_by_urgency(free).filter(danger=False).order_by("ref")


def _ask(
    request: HttpRequest, membership: Membership, form: PublishForm, plan: Sequence[Row]
) -> HttpResponse:
    """Show each text, what is left out and why, and the form; nothing has happened yet."""
    chosen = [row for row in plan if not row.obstacle]
    context = {
        "form": form,
        "rows": [{**_describe(row), "field": f"{SEEN}{row.item.ref}", "seen": row.seen} for row in chosen],
        "left": [_describe(row) for row in plan if row.obstacle],
    }
    return show_page(request, membership, "several_check", context, status=422 if form.is_bound else 200)


def _show_results(
    request: HttpRequest, membership: Membership, verdict: str, rows: Sequence[Row], press: object
) -> HttpResponse:
    done = sum(not row.obstacle for row in rows)
    context = {
        "is_hidden": verdict == Decision.Verdict.HIDE,
        "results": [_describe(row) for row in rows],
        "said": [*_say_done(verdict, done), *_say_left(len(rows) - done)],
        "press": {"key": press, "words": ""} if done else None,
    }
    return show_page(request, membership, "several_done", context)


def _describe(row: Row) -> dict[str, Any]:
    return {
        "item": row.item,
        "name": name_item(row.item),
        "texts": mark_texts(row.item),
        "obstacle": row.obstacle,
    }


def _say_done(verdict: str, number: int) -> list[str]:
    if not number:
        return []
    if verdict == Decision.Verdict.HIDE:
        words = ngettext("%(number)d text is hidden.", "%(number)d texts are hidden.", number)
    else:
        words = ngettext("%(number)d text is published.", "%(number)d texts are published.", number)
    return [words % {"number": number}]


def _say_left(number: int) -> list[str]:
    if not number:
        return []
    words = ngettext("%(number)d text stays as it was.", "%(number)d texts stay as they were.", number)
    return [words % {"number": number}]
