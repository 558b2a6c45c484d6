"""Foundations on the desk: added, changed by several at once, moved, removed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from results.domain.editions import SavedSince
from results.domain.statements import add_foundation, change_foundation, move, remove_foundation
from results.forms.editions import FoundationForm, list_values
from results.models import Edition
from results.views.edition_page import (
    edition_page,
    find_foundation,
    find_status,
    lead_to,
    read_version,
    show_edition_page,
)
from workshops.models import Membership


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def add_part(request: HttpRequest, place: Membership, edition: Edition) -> HttpResponse:
    """Show the form for a new foundation; a POST adds it."""
    form = FoundationForm(sent_data(request))
    if form.is_bound and form.is_valid():
        try:
            add_foundation(edition=edition, text=form.read_text())
            return see_other(lead_to(edition))
        except Unprocessable as refusal:
            form.add_error(None, str(refusal.message))
    context = {"place": place, "form": form}
    return show_edition_page(request, edition, "foundation", context, status=find_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def write_part(request: HttpRequest, place: Membership, edition: Edition, part: str) -> HttpResponse:
    """Show one foundation; a POST changes it, unless somebody was quicker."""
    foundation = find_foundation(edition, part)
    form = FoundationForm(sent_data(request), initial=list_values(foundation, FoundationForm))
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            change_foundation(foundation=foundation, text=form.read_text(), version=read_version(request))
        except SavedSince as found:
            refusal = found
        else:
            messages.success(request, _("Your change is saved."))
            return see_other(lead_to(edition))
    now = [
        (form.fields[name].label, value) for name, value in list_values(foundation, FoundationForm).items()
    ]
    context = {"place": place, "form": form, "row": foundation, "theirs": refusal is not None, "now": now}
    return show_edition_page(request, edition, "foundation", context, status=find_status(form, refusal))


@require_POST
@edition_page
def move_part(request: HttpRequest, _place: Membership, edition: Edition, part: str) -> HttpResponse:
    """Let a foundation change places with the one before or after it."""
    move(row=find_foundation(edition, part), up=request.POST.get("way") == "up")
    return see_other(f"{lead_to(edition)}#{part}")


@require_POST
@edition_page
def remove_part(request: HttpRequest, place: Membership, edition: Edition, part: str) -> HttpResponse:
    """Remove a foundation in which no statement stands."""
    foundation = find_foundation(edition, part)
    try:
        remove_foundation(foundation=foundation)
    except Unprocessable as refusal:
        form = FoundationForm(list_values(foundation, FoundationForm))
        form.add_error(None, str(refusal.message))
        context = {"place": place, "form": form, "row": foundation}
        return show_edition_page(request, edition, "foundation", context, status=refusal.status)
    messages.success(request, _("“%(title)s” is removed.") % {"title": foundation.title})
    return see_other(lead_to(edition))
