"""Organisations that sign up: the list, one of them, signing, confirming, changing."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ideas_platform.lib.responses import see_other, sent_data
from pledges.domain.links import DAYS_TO_CONFIRM, LinkFor
from pledges.domain.pledges import (
    change,
    confirm,
    find_linked,
    list_foundations,
    send_link,
    sign_up,
    take_back,
)
from pledges.forms.pledges import PledgeChangeForm, PledgeForm, list_pledge_values
from pledges.forms.signers import LinkForm
from pledges.models import Pledge
from pledges.views.judging import describe_judged
from pledges.views.visiting import count_letter, send_asked_link, show_to, visit_published
from results.views.declaration.visiting import Reading
from workshops.domain.visits import Visit
from workshops.phases import Deed

ON_A_PAGE = 20


@require_safe
def show_pledges(request: HttpRequest, slug: str) -> HttpResponse:
    """List the organisations that have signed, in the order of the alphabet."""
    visit = visit_published(request, slug)
    rows = Pledge.objects.public().filter(workshop=visit.workshop).with_all().order_by("normal_name", "pk")
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page_obj": page, "rows": [describe_pledge(one) for one in page.object_list]}
    return show_to(request, visit, "list", context)


@require_safe
def show_pledge(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Show what one organisation promises, foundation by foundation."""
    visit = visit_published(request, slug)
    pledge = _get_public(visit, ref)
    return show_to(request, visit, "pledge", {"row": describe_pledge(pledge) | describe_judged(pledge)})


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what an organisation promises; a POST stores it and writes to who signs."""
    visit = visit_published(request, slug)
    form = PledgeForm(sent_data(request), foundations=list_foundations(visit.workshop))
    if form.is_bound and form.is_valid():
        count_letter(request, form.cleaned_data["email"])
        sign_up(workshop=visit.workshop, text=form.read_text(), signer=form.read_signer())
        return see_other(reverse("pledges:sent", args=[slug]))
    context = {"form": form, "days": DAYS_TO_CONFIRM}
    return show_to(request, visit, "sign", context, status=422 if form.errors else 200)


@require_safe
def show_sent(request: HttpRequest, slug: str) -> HttpResponse:
    """Say that a letter is on its way."""
    return show_to(request, visit_published(request, slug), "sent", {"days": DAYS_TO_CONFIRM})


@require_http_methods(["GET", "HEAD", "POST"])
def show_confirmation(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show what is to be confirmed: looking changes nothing, so a mail scanner signs nothing. A POST does."""
    visit = visit_published(request, slug)
    pledge = find_linked(visit.workshop, LinkFor.CONFIRMING, token)
    if request.method == "POST":
        confirm(pledge)
        messages.success(request, _("Your organisation has signed. Everybody can read it now."))
        return see_other(reverse("pledges:pledge", args=[slug, pledge.ref]))
    return show_to(request, visit, "confirmation", {"row": describe_pledge(pledge)})


@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_link(request: HttpRequest, slug: str, ref: str) -> HttpResponse:
    """Ask for the contact's address; a POST sends a link there. A wrong address gets the same answer."""
    visit = visit_published(request, slug)
    pledge, form = _get_public(visit, ref), LinkForm(sent_data(request))
    if send_asked_link(request, form, partial(send_link, workshop=visit.workshop, ref=ref)):
        return see_other(reverse("pledges:pledge", args=[slug, ref]))
    context = {"row": describe_pledge(pledge), "form": form}
    return show_to(request, visit, "link", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change_pledge(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show the form of a link from a letter; a POST stores what is changed, or takes the pledge back."""
    visit = visit_published(request, slug)
    pledge = find_linked(visit.workshop, LinkFor.CHANGING, token)
    if "take_back" in request.POST:
        take_back(pledge)
        messages.success(request, _("You have taken it back. Nothing of it is left here."))
        return see_other(reverse("pledges:pledges", args=[slug]))
    foundations = list_foundations(visit.workshop)
    initial = list_pledge_values(pledge, foundations)
    form = PledgeChangeForm(sent_data(request), initial=initial, foundations=foundations)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        change(pledge=pledge, text=form.read_text(), name=said["name"], job=said["job"])
        messages.success(request, _("Your change is saved."))
        return see_other(reverse("pledges:pledge", args=[slug, pledge.ref]))
    context = {"row": describe_pledge(pledge), "form": form}
    return show_to(request, visit, "change", context, status=422 if form.errors else 200)


def show_link(request: HttpRequest, reading: Reading) -> SafeString:
    """Return the way from the Declaration to who has signed it; nothing before it is published."""
    workshop = reading.workshop
    if not workshop.allows(Deed.FOLLOW_UP):
        return SafeString("")
    number = Pledge.objects.public().filter(workshop=workshop).count()
    return render_to_string("pledges/_link.html", {"workshop": workshop, "number": number}, request)


def describe_pledge(pledge: Pledge) -> dict[str, Any]:
    """Return a pledge with its contact and aims, as pages show it; both must have been read with it."""
    judged = Pledge.Judged(pledge.judged)
    return {
        "pledge": pledge,
        "contact": pledge.contact,
        "aims": list(pledge.aims.all()),
        "is_overdue": pledge.is_overdue(timezone.localdate()),
        "judged": judged.label if judged else "",
        "mark": "good" if judged in (Pledge.Judged.REACHED, Pledge.Judged.CHANGED) else "wait",
    }


def _get_public(visit: Visit, ref: str) -> Pledge:
    rows = Pledge.objects.public().filter(workshop=visit.workshop)
    return get_object_or_404(rows.with_all().with_judgements(), ref=ref)
