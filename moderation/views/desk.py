"""The desk: what waits in one's workshops, since when, and the one next thing to do."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ideas_platform.lib.sections import render_sections
from ideas_platform.staff_site import say_notice
from moderation.domain.daily_letter import wants_letter
from moderation.domain.theme_assignments import read_own
from moderation.domain.waiting import Next, Waiting, count_claims, count_waiting, find_next
from moderation.views.item import describe_last_press
from moderation.views.staff_page import show_page, staff_page
from workshops.domain.staff import list_memberships, list_staffed
from workshops.models import Membership, Workshop
from workshops.rules import Role


@require_safe
@admin.site.admin_view
def list_desks(request: HttpRequest) -> HttpResponse:
    """List the workshops that one works for, each with what waits; a site administrator sees all of them."""
    roles = {place.workshop_id: Role(place.role) for place in list_memberships(request.user)}
    workshops = list(list_staffed(request.user).with_phase())
    waiting = count_waiting(workshop.pk for workshop in workshops)
    rows = [
        {"workshop": one, "is_own": one.pk in roles, **describe_work(one, waiting[one.pk], roles.get(one.pk))}
        for one in workshops
    ]
    # What there is to do comes first, then as everywhere.
    rows.sort(key=lambda row: (not row["is_own"], not row["waiting"].dangers, not row["waiting"].total))
    parts = render_sections("staff", request, None)
    more = render_sections("desks", request, None)
    context = {"rows": rows, "staff_notice": say_notice(request), "staff_parts": parts, "more": more}
    return render(request, "desk/desks.html", context)


@require_safe
@staff_page
def show_desk(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the desk of one workshop: its cards, and what to do next."""
    workshop = membership.workshop
    waiting = count_waiting([workshop.pk])[workshop.pk]
    context = {
        **describe_work(workshop, waiting, Role(membership.role)),
        "claims": count_claims(membership),
        "press": describe_last_press(membership),
        "wants_letter": wants_letter(membership),
        "assignments": read_own(membership),
        "decisions": workshop.decisions.count(),
        "staff_parts": render_sections("staff", request, None),
        "cards": render_sections("desk", request, membership),
        "templates": workshop.reason_templates.count(),
    }
    return show_page(request, membership, "desk", context)


def describe_work(workshop: Workshop, waiting: Waiting, role: Role | None) -> dict[str, Any]:
    """Return what waits in a workshop, in words too, and the next thing to do with its address."""
    next_step = find_next(workshop, waiting, role)
    slug = workshop.slug
    words: dict[Next, tuple[str, str]] = {
        Next.DANGERS: (_("Look at the danger first"), reverse("moderation:review", args=[slug])),
        Next.REVIEW: (_("Review what waits"), reverse("moderation:review", args=[slug])),
        Next.SET_UP: (
            _("Finish setting it up"),
            reverse("organising:set_up", args=[slug]),
        ),
        Next.NOTHING: ("", ""),
    }
    label, address = words[next_step]
    return {
        "waiting": waiting,
        "facts": list(_say_waiting(waiting)),
        "next_label": label,
        "next_url": address,
    }


def _say_waiting(waiting: Waiting) -> list[str]:
    """Return in words how many texts wait, for each kind of which there are some."""
    numbers = [
        (waiting.dangers, ngettext("%(n)d reported danger", "%(n)d reported dangers", waiting.dangers)),
        (
            waiting.said_too_much,
            ngettext("%(n)d author said too much", "%(n)d authors said too much", waiting.said_too_much),
        ),
        (
            waiting.held_by_reports,
            ngettext(
                "%(n)d that readers’ reports hold",
                "%(n)d that readers’ reports hold",
                waiting.held_by_reports,
            ),
        ),
        (
            waiting.second_looks,
            ngettext("%(n)d second look", "%(n)d second looks", waiting.second_looks),
        ),
        (waiting.held, ngettext("%(n)d that is held", "%(n)d that are held", waiting.held)),
        (waiting.reported, ngettext("%(n)d reported text", "%(n)d reported texts", waiting.reported)),
        (waiting.others, ngettext("%(n)d other text", "%(n)d other texts", waiting.others)),
        (
            waiting.asked,
            ngettext("%(n)d that waits for its author", "%(n)d that wait for their authors", waiting.asked),
        ),
    ]
    return [words % {"n": number} for number, words in numbers if number]
