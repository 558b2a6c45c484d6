"""The public page *Spread*: choose where you work, take its poster, its slide and its words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ideas.views.workshop import WorkshopPage
from organising.documents.packs import POSTER, SLIDE, make_document
from organising.domain.pack_texts import write_chat, write_letter
from organising.domain.packs import Pack, find_organisation, is_to_be_spread, list_organisations, make_pack
from workshops.domain.visits import visit_workshop
from workshops.models import Workshop


@require_safe
def show_spread(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the organisations to choose from, and the pack of the chosen one, or of everybody.

    Raises Http404 for an organisation that is not listed.
    """
    visit = visit_workshop(request.user, slug)
    key = request.GET.get("organisation", "")
    chosen = find_organisation(visit.workshop, key)
    context: dict[str, Any] = {
        "workshop": visit.workshop,
        "membership": visit.membership,
        "organisations": list_organisations(visit.workshop),
        "chosen": chosen,
    }
    if is_to_be_spread(visit.workshop):
        names = {"organisation": key} if key else {}
        context |= describe_pack(make_pack(visit.workshop, chosen), find_files("", visit.workshop), names)
    return render(request, "organising/spread.html", context)


def find_files(prefix: str, workshop: Workshop) -> list[str]:
    """Return the addresses of a poster and of a slide, of those that begin with this prefix."""
    return [reverse(f"organising:{prefix}{kind}", args=[workshop.slug]) for kind in (POSTER, SLIDE)]


def describe_pack(pack: Pack, files: list[str], names: dict[str, str]) -> dict[str, Any]:
    """Return what a page shows of a pack: `files` are its poster and its slide, asked for with `names`."""
    poster, slide = (f"{file}?{urlencode(names)}" if names else file for file in files)
    return {
        "pack": pack,
        "poster_address": poster,
        "slide_address": slide,
        "letter": write_letter(pack),
        "chat": write_chat(pack),
    }


@require_safe
def send_document(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Answer with a poster or a slide, never with a join code on it.

    Raises Http404 for an organisation that is not listed, WrongPhase once the workshop has closed.
    """
    workshop = visit_workshop(request.user, slug).workshop
    organisation = find_organisation(workshop, request.GET.get("organisation", ""))
    return answer_document(workshop, kind, make_pack(workshop, organisation))


def answer_document(workshop: Workshop, kind: str, pack: Pack) -> HttpResponse:
    """Return the document as a file that the browser shows."""
    response = HttpResponse(make_document(kind, pack), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{workshop.slug}-{kind}.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def show_link(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the way to the page on the workshop's, while there is something to come to."""
    workshop = page.visit.workshop
    if not is_to_be_spread(workshop):
        return SafeString("")
    return render_to_string("organising/_spread_link.html", {"slug": workshop.slug}, request)
