"""What everybody may take away of a published Declaration: the page of its files, and each file."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ideas.views.workshop import WorkshopPage
from ideas_platform.lib.file_answers import answer_file
from results.models import Edition, PublishedFile
from results.published.method import say_what_can_be_counted_again
from results.sealing.files import (
    ENDINGS,
    MEDIA_TYPES,
    Kind,
    find_last_edition,
    get_file,
    list_files,
    list_seals,
    open_file,
)
from results.views.open_graph import print_tags
from workshops.domain.visits import Visit, visit_workshop
from workshops.phases import Deed

# Shown by the browser rather than saved.
SHOWN = frozenset({Kind.POSTER, Kind.REPORT, Kind.CARD})


@dataclass(frozen=True)
class Offer:
    """A file that one may take: what it is called, what it is for, its address; no file while it is made."""

    title: str | Promise
    words: str | Promise
    address: str
    file: PublishedFile | None


OFFERS = {
    Kind.POSTER: (_("Poster"), _("The Declaration on one page of A4, to hang up. PDF.")),
    Kind.REPORT: (
        _("Report"),
        _("The Declaration, who took part, the numbers, and what each statement rests on. PDF."),
    ),
    Kind.PACKAGE: (
        _("Everything, to count again"),
        _("All ideas with their totals, all tables, and a page that opens without a network. ZIP."),
    ),
}


@require_safe
def show_files(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the files and the seals. Raises Http404 before a final edition is out."""
    visit, edition = _find_edition(request, slug)
    files = list_files(edition)
    words = _("The Declaration to hang up, to read, and to count again.")
    context = {
        "head": print_tags(request, visit.workshop, edition.title, str(words)),
        "workshop": visit.workshop,
        "edition": edition,
        "offers": [
            Offer(title, words, _find_address(slug, kind), files.get(kind))
            for kind, (title, words) in OFFERS.items()
        ],
        "is_being_made": any(kind not in files for kind in OFFERS),
        "seals": list_seals(visit.workshop),
        "seal_address": _find_address(slug, Kind.SEAL),
        "how": say_what_can_be_counted_again(),
    }
    return render(request, "results/declaration_files.html", context)


@require_safe
def send_file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Answer with a file. Raises Http404 before a final edition is out, BeingMade where it is not there."""
    _visit, edition = _find_edition(request, slug)
    file = get_file(edition, kind)
    of_kind = Kind(kind)
    name = f"{slug}-{ENDINGS[of_kind]}"
    response = answer_file(
        request,
        File(open_file(file)),
        media_type=MEDIA_TYPES[of_kind],
        name=name,
        save=of_kind not in SHOWN,
    )
    response.headers["ETag"] = f'"{file.sha256}"'
    return response


def show_link(request: HttpRequest, page: WorkshopPage) -> SafeString:
    """Return the way to the files on the workshop's page, once its final edition is out."""
    workshop = page.visit.workshop
    if not workshop.allows(Deed.READ_AS_VISITOR) or find_last_edition(workshop) is None:
        return SafeString("")
    return render_to_string("results/_files_link.html", {"slug": workshop.slug}, request)


def _find_edition(request: HttpRequest, slug: str) -> tuple[Visit, Edition]:
    visit = visit_workshop(request.user, slug)
    edition = find_last_edition(visit.workshop)
    if edition is None:
        raise Http404
    return visit, edition


def _find_address(slug: str, kind: str) -> str:
    return reverse(f"results:declaration_{kind}", args=[slug])
