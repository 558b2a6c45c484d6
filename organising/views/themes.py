"""The themes of a workshop: listed with a box for one more, each with a page of its own."""

from __future__ import annotations

from copy import copy
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.refusals import Refusal, SavedSince
from ideas_platform.lib.responses import see_other, sent_data
from organising.domain.steps import Step
from organising.forms.themes import ThemeForm, ThemeWordForm
from organising.views.organiser_page import organiser_page
from organising.views.step_page import find_address, show_step, write_step
from workshops.domain.set_up_changes import seal_fields
from workshops.domain.theme_list import (
    add_theme,
    change_theme,
    find_theme,
    move_theme,
    remove_theme,
    seal_theme,
)
from workshops.models import Membership

STEP = Step.THEMES


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def show_themes(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List the themes; a POST adds one at the end."""
    form = ThemeForm(sent_data(request))
    if form.is_bound and form.is_valid():
        try:
            theme = add_theme(membership.workshop, form.instance)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            messages.success(request, _("Added: %(theme)s") % {"theme": theme})
            return see_other(find_address(membership.workshop, STEP))
    word = ThemeWordForm(None, instance=copy(membership.workshop))
    context = {
        "form": form,
        "themes": membership.workshop.themes.all(),
        "word_form": word,
        "word_seen": seal_fields(membership.workshop, word.names),
    }
    return show_step(request, membership, STEP, "themes", context)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def name_themes(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show what a theme is called in this workshop; a POST changes it."""
    return write_step(request, membership, STEP, ThemeWordForm, page="theme_word")


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_theme(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show a theme; a POST changes it, unless somebody was quicker."""
    theme = find_theme(membership.workshop, key)
    form = ThemeForm(sent_data(request), instance=copy(theme))
    theirs = None
    if form.is_bound and form.is_valid():
        try:
            change_theme(membership.workshop, form.instance, seen=request.POST.get("seen", ""))
        except SavedSince:
            theme = find_theme(membership.workshop, key)
            theirs = [(box.label, box.value()) for box in ThemeForm(instance=theme)]
        else:
            messages.success(request, _("Saved."))
            return see_other(find_address(membership.workshop, STEP))
    context = {"form": form, "theme": theme, "theirs": theirs, "seen": seal_theme(theme)}
    return show_step(request, membership, STEP, "theme", context)


@require_POST
@organiser_page
def change_order(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Move a theme up or down."""
    return _try(request, membership, key, "move")


@require_POST
@organiser_page
def take_theme_away(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Take a theme away."""
    return _try(request, membership, key, "remove")


def _try(request: HttpRequest, membership: Membership, key: UUID, deed: str) -> HttpResponse:
    """Do it and lead back to the list; a refusal is said there."""
    try:
        if deed == "move":
            move_theme(membership.workshop, key, up=request.POST.get("way") == "up")
        else:
            remove_theme(membership.workshop, key)
    except Refusal as refusal:
        messages.warning(request, str(refusal.message))
    return see_other(find_address(membership.workshop, STEP))
