"""Printing joining slips. The file is made once and kept nowhere; which slips are used is nowhere shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.rate_limits import RateLimit, limit_rate
from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import sent_data
from moderation.views.staff_page import show_page
from organising.documents.slips import set_slips
from organising.forms.slips import SlipsForm
from organising.views.organiser_page import organiser_page
from workshops.domain.slips import list_piles, make_slips
from workshops.models import Membership
from workshops.phases import OVER

PILES = RateLimit("slip_piles", 20, 3600, _("You can print twenty piles an hour. Wait, then go on."))


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def print_slips(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show which piles were printed; a POST makes another one and returns it as PDF."""
    workshop = membership.workshop
    is_over = workshop.phase in OVER
    form = SlipsForm(workshop, None if is_over else sent_data(request))
    if form.is_bound and form.is_valid():
        limit_rate(PILES, membership.user_id)
        try:
            return _print(membership, form)
        except Unprocessable as refusal:
            form.add_error("number", str(refusal))
    context = {"form": form, "piles": list_piles(workshop), "is_over": is_over}
    return show_page(request, membership, "people/slips", context, status=422 if form.errors else 200)


def show_section(request: HttpRequest, membership: Membership) -> SafeString:
    """Return the part of the page of people about slips."""
    context = {"workshop": membership.workshop, "is_over": membership.workshop.phase in OVER}
    return render_to_string("desk/people/_slips.html", context, request)


def _print(membership: Membership, form: SlipsForm) -> HttpResponse:
    organisation = form.cleaned_data["organisation"]
    codes = make_slips(membership.workshop, organisation, form.cleaned_data["number"])
    name = f"{membership.workshop.slug}-slips.pdf"
    response = HttpResponse(
        set_slips(membership.workshop, organisation, codes), content_type="application/pdf"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
