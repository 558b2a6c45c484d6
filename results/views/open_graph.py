"""What other sites show where somebody shares the address of a public page (https://ogp.me/)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from ideas.views.workshop import WorkshopPage
from ideas_platform.lib.shortening import shorten
from results.documents.card import HEIGHT, WIDTH
from results.sealing.files import Kind, find_last_edition, list_files
from workshops.models import Workshop
from workshops.phases import Deed

MOST_OF_DESCRIPTION = 200


def show_tags(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the tags of the workshop's page: its name, its summary, and the picture once there is one."""
    workshop = page.visit.workshop
    return print_tags(request, workshop, workshop.title, workshop.summary)


def print_tags(request: HttpRequest, workshop: Workshop, title: str, description: str) -> SafeString:
    """Return the tags of a public page of this workshop; the address is that of the page without a query."""
    context = {
        "title": title,
        "description": shorten(description, MOST_OF_DESCRIPTION),
        "address": f"{settings.PUBLIC_ADDRESS}{request.path}",
        "picture": _find_picture(workshop),
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render_to_string("results/_open_graph.html", context, request)


def _find_picture(workshop: Workshop) -> str:
    edition = find_last_edition(workshop) if workshop.allows(Deed.READ_AS_VISITOR) else None
    if edition is None or Kind.CARD not in list_files(edition):
        return ""
    return f"{settings.PUBLIC_ADDRESS}{reverse('results:declaration_card', args=[workshop.slug])}"
