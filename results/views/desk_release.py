"""The check list of an edition, and what releasing it does."""

from __future__ import annotations

import rules
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.responses import see_other
from results.domain.releasing import (
    ONLY_ORGANISERS,
    WORDS,
    ReleaseRefused,
    list_checks,
    list_obstacles,
    release_edition,
)
from results.models import Edition
from results.views.edition_page import edition_page, lead_to, show_edition_page
from workshops.models import Membership


@require_http_methods(["GET", "HEAD", "POST"])
@edition_page
def check_edition(request: HttpRequest, membership: Membership, edition: Edition) -> HttpResponse:
    """Show what is looked at before a release, and what it does; a POST of an organiser releases."""
    if request.method == "POST" and not _may_release(membership):
        raise PermissionDenied(ONLY_ORGANISERS)
    if request.method != "POST" or request.POST.get("sure") != "yes":
        return _show(request, membership, edition, status=422 if request.method == "POST" else 200)
    try:
        release_edition(actor=membership, edition=edition)
    except ReleaseRefused as refusal:
        return _show(request, membership, edition, status=refusal.status)
    messages.success(request, _("The edition is released. Everybody can read it now."))
    return see_other(lead_to(edition))


def _may_release(membership: Membership) -> bool:
    return bool(rules.has_perm("results.release_edition", membership))


def _show(request: HttpRequest, membership: Membership, edition: Edition, *, status: int) -> HttpResponse:
    """Return the check list: each check with what keeps the edition back, if anything does."""
    obstacles = [] if edition.is_released else list_obstacles(edition)
    found = {one.check: one for one in obstacles}
    checks = [{"words": WORDS[check], "obstacle": found.get(check)} for check in list_checks(edition)]
    context = {
        "membership": membership,
        "checks": checks,
        "is_ready": not obstacles,
        "may_release": _may_release(membership),
        "not_sure": status == 422,
    }
    return show_edition_page(request, edition, "check", context, status=status)
