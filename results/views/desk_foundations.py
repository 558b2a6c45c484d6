"""Foundations on the desk: added, changed by several at once, moved, removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ideas_platform.lib.refusals import SavedSince, Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.sent_values import read_version
from results.domain.pictures import find_picture
from results.domain.statements import add_foundation, change_foundation, move, remove_foundation
from results.forms.foundations import FoundationForm, list_foundation_values
from results.models import Edition, Foundation
from results.views.edition_page import (
    edition_page,
    find_foundation,
    find_status,
    lead_to,
    show_edition_page,
)
from results.views.pictures import ShownPicture, answer_picture, describe_picture
from workshops.models import Membership


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def add_part(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """Show the form for a new foundation; a POST adds it."""
    form = FoundationForm(sent_data(request), request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            add_foundation(edition=edition, text=form.read_text(), picture=form.read_picture())
            return see_other(lead_to(edition))
        except Unprocessable as refusal:
            form.add_error(None, str(refusal.message))
            form.ask_again()
    context = {"membership": membership, "form": form}
    return show_edition_page(request, edition, "foundation", context, status=find_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def write_part(request: HttpRequest, membership: Membership, edition: Edition, part: str) -> HttpResponse:
    """Show one foundation; a POST changes it, unless somebody was quicker."""
    foundation = find_foundation(edition, part)
    values = list_foundation_values(foundation)
    has_picture = find_picture(foundation) is not None
    form = FoundationForm(sent_data(request), request.FILES or None, initial=values, has_picture=has_picture)
    refusal = None
    if form.is_bound and form.is_valid():
        try:
            _change(request, foundation, form)
        except SavedSince as found:
            refusal = found
            form.ask_again()
        else:
            messages.success(request, _("Your change is saved."))
            return see_other(lead_to(edition))
    now = [(form.fields[name].label, value) for name, value in values.items()]
    context = _describe(membership, edition, foundation, form) | {"theirs": refusal is not None, "now": now}
    return show_edition_page(request, edition, "foundation", context, status=find_status(form, refusal))


@require_POST
@edition_page
def move_part(request: HttpRequest, _place: Membership, edition: Edition, part: str) -> HttpResponse:
    """Let a foundation change places with the one before or after it."""
    move(row=find_foundation(edition, part), up=request.POST.get("way") == "up")
    return see_other(f"{lead_to(edition)}#{part}")


@require_POST
@edition_page
def remove_part(request: HttpRequest, membership: Membership, edition: Edition, part: str) -> HttpResponse:
    """Remove a foundation in which no statement stands."""
    foundation = find_foundation(edition, part)
    try:
        remove_foundation(foundation=foundation)
    except Unprocessable as refusal:
        has_picture = find_picture(foundation) is not None
        form = FoundationForm(list_foundation_values(foundation), has_picture=has_picture)
        form.add_error(None, str(refusal.message))
        context = _describe(membership, edition, foundation, form)
        return show_edition_page(request, edition, "foundation", context, status=refusal.status)
    messages.success(request, _("“%(title)s” is removed.") % {"title": foundation.title})
    return see_other(lead_to(edition))


@require_safe
@edition_page
def send_picture(request: HttpRequest, _place: Membership, edition: Edition, part: str) -> HttpResponse:
    """Answer with the picture of a foundation, also of one that is being written."""
    return answer_picture(request, find_foundation(edition, part))


def find_desk_picture(edition: Edition, foundation: Foundation) -> ShownPicture | None:
    """Return the foundation's picture as the desk shows it, None where it has none."""
    return describe_picture(foundation, lead_to(edition, "desk_foundation_picture", foundation.slug))


def _change(request: HttpRequest, foundation: Foundation, form: FoundationForm) -> None:
    change_foundation(
        foundation=foundation,
        text=form.read_text(),
        picture=form.read_picture(),
        version=read_version(request),
    )


def _describe(
    membership: Membership, edition: Edition, foundation: Foundation, form: FoundationForm
) -> dict[str, Any]:
    picture = find_desk_picture(edition, foundation)
    return {"membership": membership, "form": form, "row": foundation, "picture": picture}
