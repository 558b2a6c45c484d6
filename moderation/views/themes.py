"""Who reads which theme first, and whether one gets the daily letter."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.responses import see_other, sent_data
from moderation.domain.daily_letter import set_letter
from moderation.domain.theme_assignments import assign_themes, list_assignments
from moderation.forms.theme_assignment_form import ThemeAssignmentForm
from moderation.views.staff_page import show_page, staff_page
from workshops.models import Membership


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page
def show_themes(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List who reads which theme first; a POST says it anew for one person."""
    found = list_assignments(membership)
    people = [reader.membership for reader in found.readers]
    form = ThemeAssignmentForm(people, found.themes, sent_data(request))
    if form.is_bound and form.is_valid():
        assign_themes(form.person, form.themes)
        messages.success(request, _("The themes are kept."))
        return see_other(request.path)
    context = {"assignments": found, "form": form}
    return show_page(request, membership, "themes", context, status=422 if form.errors else 200)


@require_POST
@staff_page
def set_daily_letter(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Start or stop the letter a day about what waits, for whoever asks."""
    wanted = request.POST.get("wanted")
    if wanted not in {"yes", "no"}:
        raise BadRequest
    set_letter(membership, is_wanted=wanted == "yes")
    return see_other(reverse("moderation:desk", args=[membership.workshop.slug]))
