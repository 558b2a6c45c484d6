"""Who may join: everybody of some domains, whoever has a join code, or who is invited."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.responses import see_other, sent_data
from moderation.views.staff_page import show_page
from organising.domain.steps import Step
from organising.forms.joining import CodeEndForm, DomainsForm, JoinCodeForm, OrganisationsForm
from organising.views.organiser_page import organiser_page
from organising.views.step_page import find_address, write_step
from workshops.domain.join_codes import (
    describe_uses,
    end_join_code,
    find_join_code,
    list_codes,
    make_join_code,
)
from workshops.domain.organisations import list_offered, offer_organisation
from workshops.domain.set_up_changes import changing_set_up
from workshops.models import Membership, Workshop


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def write_joining(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show who may join; a POST changes the domains."""
    codes = describe_codes(membership.workshop)
    return write_step(request, membership, Step.JOINING, DomainsForm, codes=codes)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def add_code(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Ask for whom a new join code is; a POST makes it."""
    workshop = membership.workshop
    form = JoinCodeForm(workshop, sent_data(request))
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        with changing_set_up(workshop) as stored:
            organisation = offer_organisation(stored, data["organisation"])
            code = make_join_code(stored, organisation, uses=data["uses"], ends_on=data["ends_on"])
        messages.success(request, _("Made: code %(code)s.") % {"code": code})
        return see_other(find_address(workshop, Step.JOINING))
    context = {"form": form, "organisations": list_offered(workshop)}
    return show_page(request, membership, "set_up/code", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def add_organisations(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the organisations that people who join are offered; a POST adds some."""
    workshop = membership.workshop
    form = OrganisationsForm(sent_data(request))
    if form.is_bound and form.is_valid():
        with changing_set_up(workshop) as stored:
            for name in form.cleaned_data["names"]:
                offer_organisation(stored, name)
        messages.success(request, _("Saved."))
        return see_other(request.path)
    context = {"form": form, "organisations": list_offered(workshop)}
    return show_page(request, membership, "set_up/organisations", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def end_code(request: HttpRequest, membership: Membership, key: UUID) -> HttpResponse:
    """Show when a join code ends; a POST sets another day."""
    code = find_join_code(membership.workshop, key)
    form = CodeEndForm(sent_data(request), initial={"ends_on": code.ends_on})
    if form.is_bound and form.is_valid():
        end_join_code(code, form.cleaned_data["ends_on"])
        messages.success(request, _("Saved."))
        return see_other(find_address(membership.workshop, Step.JOINING))
    context = {"form": form, "code": code}
    return show_page(request, membership, "set_up/code_end", context, status=422 if form.errors else 200)


def describe_codes(workshop: Workshop) -> list[dict[str, object]]:
    """Return each code with what is told of its uses, and its sheet to print; one query."""
    today = timezone.localdate()
    return [
        {
            "code": code,
            "uses": _("over: it lets nobody in") if code.ends_on < today else describe_uses(code),
            "sheet": reverse("admin:workshops_code_sheet", args=[workshop.pk, code.pk]),
        }
        for code in list_codes(workshop)
    ]
