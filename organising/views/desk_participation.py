"""Participation at the organisers' desk: bands of organisations, who is missing, and the workforce."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from ideas_platform.lib.responses import see_other
from moderation.views.staff_page import show_page
from organising.domain.participation import describe_funnel, say_who_is_missing
from organising.domain.workforce import Of, set_workforce
from organising.forms.workforce_form import WorkforceForm
from organising.views.organiser_page import organiser_page
from organising.views.participation import describe_page
from workshops.models import Membership, Organisation
from workshops.statistics.participation import list_bands

HEADINGS = {
    Of.BOROUGH: gettext_lazy("Workforce by borough"),
    Of.GROUP: gettext_lazy("Workforce by “I am a …”"),
    Of.ORGANISATION: gettext_lazy("Workforce by organisation"),
}


@require_safe
@organiser_page
def show_participation(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the funnel, who is missing, the bands, and all that the public page has."""
    workshop = membership.workshop
    offered = Organisation.objects.filter(workshop=workshop).exclude(workforce=None)
    workforce = dict(offered.values_list("name", "workforce"))
    context = {
        **describe_page(workshop),
        "funnel": describe_funnel(workshop),
        "missing": say_who_is_missing(workshop),
        "bands": [(name, band, workforce.get(name)) for name, band in list_bands(workshop)],
        "workforces": HEADINGS.items(),
    }
    return show_page(request, membership, "participation/participation", context)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_workforce(request: HttpRequest, membership: Membership, *, of: str) -> HttpResponse:
    """Show the workforce of one kind as lines; a POST stores them all. Raises Http404 for another kind."""
    if of not in set(Of):
        raise Http404
    kind = Of(of)
    form = WorkforceForm(membership.workshop, kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_workforce(membership.workshop, kind, form.numbers)
        messages.success(request, _("The workforce is stored."))
        return see_other(reverse("organising:desk_participation", args=[membership.workshop.slug]))
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "heading": HEADINGS[kind]}
    return show_page(request, membership, "participation/workforce", context, status=status)


def show_card(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the card *Participation* of the desk, for organisers; nothing for others."""
    if not membership.is_organiser:
        return SafeString("")
    return render_to_string("desk/participation/_card.html", {"slug": membership.workshop.slug}, request)
