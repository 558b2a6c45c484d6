"""Editions on the desk: listed, begun, written by several at once, looked at as they will be."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas_platform.lib.refusals import SavedSince, Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sent_values import read_version
from moderation.views.staff_page import show_page, staff_page
from results.domain.audiences import add_audience, remove_audience
from results.domain.comparing import compare_editions, list_before
from results.domain.counting import read_sources
from results.domain.editions import (
    begin_edition,
    change_edition,
    drop_edition,
    list_audiences,
    list_editions,
    read_parts,
)
from results.forms.editions import AudienceForm, EditionForm, list_values
from results.models import Edition
from results.views.desk_foundations import find_desk_picture
from results.views.edition_page import edition_page, find_status, lead_to, show_edition_page
from workshops.models import Membership


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_editions(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the editions; a POST begins the next one, or goes on with the one in work."""
    if request.method == "POST":
        edition = begin_edition(actor=membership)
        edition.workshop = membership.workshop
        return see_other(lead_to(edition))
    editions = list_editions(membership.workshop)
    context = {"editions": editions, "in_work": next((one for one in editions if not one.is_released), None)}
    return show_page(request, membership, "declaration/editions", context)


@require_safe
@edition_page
def show_edition(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """Show an edition with its parts, its statements and how much each stands on."""
    sources = read_sources(edition)
    parts = [
        {
            "foundation": part.foundation,
            "number": part.number,
            "rows": [
                {"number": n, "statement": one, "numbers": sources.count(one.pk)}
                for n, one in part.statements
            ],
        }
        for part in read_parts(edition)
    ]
    context = {"membership": membership, "parts": parts, "left": sources.find_left_over().number}
    return show_edition_page(request, edition, "edition", context)


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def write_edition(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """Show what an edition says of itself; a POST changes it, unless somebody was quicker."""
    form = EditionForm(sent_data(request), initial=list_values(edition, EditionForm))
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            change_edition(edition=edition, text=form.read_text(), version=read_version(request))
        except SavedSince as found:
            refusal = found
        else:
            messages.success(request, _("Your change is saved."))
            return see_other(lead_to(edition))
    now = [(form.fields[name].label, value) for name, value in list_values(edition, EditionForm).items()]
    context = {
        "membership": membership,
        "form": form,
        "theirs": refusal is not None,
        "now": now,
        "row": edition,
    }
    return show_edition_page(request, edition, "words", context, status=find_status(form, refusal))


@require_POST
@edition_page
def remove_edition(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """Throw an edition in work away; asks first."""
    if request.POST.get("sure") != "yes":
        return show_edition_page(request, edition, "removal", {"membership": membership})
    drop_edition(edition=edition)
    messages.success(request, _("The edition is thrown away."))
    return see_other(reverse("results:desk_editions", args=[membership.workshop.slug]))


@require_safe
@edition_page
def preview_edition(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """Show an edition as one text, with what became of the statements of the last one."""
    changes = compare_editions(edition) if list_before(edition) else []
    parts = [(part, find_desk_picture(edition, part.foundation)) for part in read_parts(edition)]
    context = {"membership": membership, "parts": parts, "changes": changes}
    return show_edition_page(request, edition, "preview", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_audiences(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List whom statements can be addressed to; a POST adds one, or takes one away."""
    form = AudienceForm(sent_data(request) if "remove" not in request.POST else None)
    try:
        if "remove" in request.POST:
            remove_audience(workshop=membership.workshop, slug=request.POST["remove"])
            return see_other(request.path)
        if form.is_bound and form.is_valid():
            add_audience(workshop=membership.workshop, name=form.cleaned_data["name"])
            return see_other(request.path)
    except Unprocessable as refusal:
        form = form if form.is_bound else AudienceForm({"name": " "})
        form.is_valid()
        form.errors.clear()
        form.add_error(None, str(refusal.message))
    context = {"form": form, "audiences": list_audiences(membership.workshop)}
    return show_page(request, membership, "declaration/audiences", context, status=find_status(form))


def show_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of the desk: how far the Declaration is."""
    editions = list_editions(membership.workshop)
    context = {
        "workshop": membership.workshop,
        "in_work": next((one for one in editions if not one.is_released), None),
        "released": next((one for one in editions if one.is_released), None),
    }
    return render_to_string("desk/declaration/_card.html", context, request)
