"""The page on which organisers pause a workshop, or let it go on."""

from __future__ import annotations

from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.responses import see_other
from workshops.admin.scope import find_organised, list_pages
from workshops.domain.notices import Outdated
from workshops.domain.pause_words import say_what_a_pause_does
from workshops.domain.pausing import pause_workshop, resume_workshop, say_pause, say_resume
from workshops.models import Workshop
from workshops.phases import Phase


def list_pause_addresses() -> list[URLPattern]:
    """Return the address at which a workshop is paused."""
    return list_pages([("<uuid:key>/pause/", change_pause, "pause")])


@require_http_methods(["GET", "HEAD", "POST"])
def change_pause(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what pausing an open workshop does, or letting a paused one go on; a POST with `deed` does it.

    The page sends what it offered: a second click, or a page from before, changes nothing back, and
    one that names neither deed is a BadRequest.
    """
    workshop = find_organised(request, key)
    if request.method == "POST":
        return _change(request, workshop)
    title = _("Let it go on") if workshop.is_paused else _("Pause")
    notice = say_resume(workshop) if workshop.is_paused else say_pause()
    context = {
        **admin.site.each_context(request),
        "title": title,
        "workshop": workshop,
        "can_change": workshop.phase == Phase.OPEN,
        "sentences": say_what_a_pause_does(workshop),
        "notice": notice,
        "seal": notice.seal,
        "back_url": reverse("admin:workshops_workshop_change", args=[key]),
    }
    return TemplateResponse(request, "admin/workshops/workshop/pause.html", context)


def _change(request: HttpRequest, workshop: Workshop) -> HttpResponse:
    deed = request.POST.get("deed")
    if deed not in ("pause", "resume"):
        raise BadRequest
    goes_on, seal = deed == "resume", request.POST.get("seal", "")
    try:
        (resume_workshop if goes_on else pause_workshop)(workshop, seal=seal)
    except Outdated as refusal:
        messages.warning(request, refusal.message)
        return see_other(request.get_full_path())
    except WrongPhase:
        messages.warning(request, _("Nothing was changed: it was so already, or the workshop is not open."))
    else:
        messages.success(request, _("The workshop goes on.") if goes_on else _("The workshop is paused."))
    return see_other(reverse("admin:workshops_workshop_change", args=[workshop.pk]))
