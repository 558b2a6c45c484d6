"""The desk's page of organisations that signed: what waits, what is public, what was taken from view."""

from __future__ import annotations

from typing import Any

import rules
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas_platform.lib.responses import see_other, sent_data
from moderation.views.staff_page import show_page, staff_page
from pledges.domain.judging import KIND, find_next_day
from pledges.domain.links import DAYS_TO_CONFIRM
from pledges.domain.pledges import decide, find_signed
from pledges.domain.rounds import find_open_round
from pledges.forms.signers import HidingForm
from pledges.models import Pledge, SignedDecision
from pledges.views.judging import describe_judged
from pledges.views.pledges import describe_pledge
from workshops.models import Membership
from workshops.phases import Deed

ON_A_PAGE = 20


@require_safe
@staff_page
def show_pledges(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List all pledges, those that wait for their contact first, each with what was decided about it."""
    rows = Pledge.objects.filter(workshop=membership.workshop).with_all().with_judgements()
    rows = rows.prefetch_related("decisions__decided_by__user")
    page = Paginator(rows.order_by("confirmed_on", "normal_name", "pk").reverse(), ON_A_PAGE)
    page_obj = page.get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "rows": [_describe(one) for one in page_obj.object_list],
        "is_published": membership.workshop.allows(Deed.FOLLOW_UP),
        "may_decide": rules.has_perm("pledges.decide", membership, None),
        "days": DAYS_TO_CONFIRM,
        "round": find_open_round(membership.workshop, KIND),
        "asked_on": find_next_day(membership.workshop, timezone.localdate()),
    }
    return show_page(request, membership, "pledges/list", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def hide_pledge(request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Ask why a pledge is to be taken from view; a POST does it."""
    pledge, form = find_signed(membership, ref), HidingForm(sent_data(request))
    if form.is_bound and form.is_valid():
        decide(actor=membership, ref=ref, deed=SignedDecision.Deed.HIDE, reason=form.cleaned_data["reason"])
        return see_other(reverse("pledges:desk_pledges", args=[membership.workshop.slug]))
    context = {"row": describe_pledge(pledge), "form": form}
    return show_page(request, membership, "pledges/hiding", context, status=422 if form.errors else 200)


@require_POST
@staff_page
def show_again(_request: HttpRequest, membership: Membership, ref: str) -> HttpResponse:
    """Show a pledge again that was taken from view."""
    decide(actor=membership, ref=ref, deed=SignedDecision.Deed.SHOW)
    return see_other(reverse("pledges:desk_pledges", args=[membership.workshop.slug]))


def show_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of the desk: how many organisations have signed, how many are late; none before."""
    if not membership.workshop.allows(Deed.FOLLOW_UP):
        return SafeString("")
    rows = Pledge.objects.filter(workshop=membership.workshop).only("due_on", "judged", "confirmed_on")
    found = list(rows.filter(is_hidden=False))
    today = timezone.localdate()
    signed = [one for one in found if one.confirmed_on]
    context = {
        "workshop": membership.workshop,
        "signed": len(signed),
        "waiting": len(found) - len(signed),
        "overdue": sum(one.is_overdue(today) for one in signed),
    }
    return render_to_string("desk/pledges/_card.html", context, request)


def _describe(pledge: Pledge) -> dict[str, Any]:
    decisions = list(pledge.decisions.all())
    return {**describe_pledge(pledge), **describe_judged(pledge), "decisions": decisions}
