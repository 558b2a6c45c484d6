"""Exports for organisers: ask for one, see how far it is, download it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from ideas.views.workshop import WorkshopPage
from ideas_platform.lib.file_answers import answer_file
from ideas_platform.lib.refusals import JoinFirst
from ideas_platform.lib.return_address import add_return
from ideas_platform.staff_site import may_work
from results.exports.asked_for import (
    MEDIA_TYPES,
    ask_for_export,
    assemble,
    list_exports,
    name_for_saving,
    read_progress,
)
from results.exports.meanings import TABLES, explain_table
from results.models import ExportFile
from workshops.domain.visits import Visit, visit_workshop
from workshops.models import Membership, Workshop


@dataclass(frozen=True)
class Row:
    """One export on the page: how much of it is written, in percent, and whether it was just asked for."""

    export: ExportFile
    percent: int


@require_http_methods(["GET", "HEAD", "POST"])
def show_exports(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what can be exported and one's exports of today; a POST asks for one and leads back here."""
    workshop = _find_workshop(request, slug)
    form = request.POST.get("format")
    if form in ExportFile.Format.values:
        return _ask(request, workshop, str(form))
    exports = list_exports(request.user, workshop)  # type: ignore[arg-type]
    asked = [export for export in exports if export.state == ExportFile.State.ASKED]
    percents = read_progress(asked)
    context = {
        "workshop": workshop,
        "rows": [Row(export, percents.get(export, 0)) for export in exports],
        "is_being_made": bool(asked),
        "is_wrong": request.method == "POST",
        "tables": [(f"{name}.csv", words, explain_table(name)) for name, words in TABLES.items()],
    }
    return render(request, "results/exports.html", context, status=422 if context["is_wrong"] else 200)


@require_safe
def send_export(request: HttpRequest, slug: str, export: UUID) -> HttpResponse:
    """Answer with the file, to save. Raises Http404 for somebody else's, and what is gone or not ready."""
    workshop = _find_workshop(request, slug)
    kept = {found.pk: found for found in list_exports(request.user, workshop)}  # type: ignore[arg-type]
    found = kept.get(export)
    if found is None or not found.is_ready:
        raise Http404
    file = File(assemble(found))
    media_type = MEDIA_TYPES[ExportFile.Format(found.format)]
    return answer_file(request, file, media_type=media_type, name=name_for_saving(found), save=True)


def show_link(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the way to the exports, for the workshop's organisers; nothing for others."""
    if not _is_organiser(page.visit):
        return SafeString("")
    return render_to_string("results/_link.html", {"slug": page.visit.workshop.slug}, request)


def show_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card of exports on the desk, for organisers; nothing for others."""
    if not membership.is_organiser:
        return SafeString("")
    return render_to_string("results/_card.html", {"slug": membership.workshop.slug}, request)


def _ask(request: HttpRequest, workshop: Workshop, form: str) -> HttpResponse:
    ask_for_export(request.user, workshop, form)  # type: ignore[arg-type]
    return HttpResponseRedirect(reverse("results:exports", args=[workshop.slug]) + "#files", status=303)


def _find_workshop(request: HttpRequest, slug: str) -> Workshop:
    """Return the workshop for its organisers; to others there is no such page.

    Raises JoinFirst with the address of the second factor for those who have not shown it.
    """
    visit = visit_workshop(request.user, slug)
    if not _is_organiser(visit):
        raise Http404
    if not may_work(request):
        raise JoinFirst(add_return(reverse("admin:login"), request.path))
    return visit.workshop


def _is_organiser(visit: Visit) -> bool:
    return visit.membership is not None and visit.membership.is_organiser
