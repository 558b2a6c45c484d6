"""Who works on the workshop: invited here, in one of the two roles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.refusals import Refusal
from ideas_platform.lib.responses import see_other, sent_data
from organising.domain.steps import Step
from organising.forms.people import StaffForm
from organising.views.organiser_page import organiser_page
from organising.views.step_page import find_address, show_step
from workshops.domain.invitations import invite
from workshops.domain.set_up_changes import changing_set_up
from workshops.models import Invitation, Membership, Workshop
from workshops.rules import STAFF_ROLES


@require_http_methods(["GET", "HEAD", "POST"])
@organiser_page
def show_people(request: HttpRequest, membership: Membership) -> HttpResponse:
    """List who works here and who is invited to; a POST invites more."""
    workshop = membership.workshop
    form = StaffForm(workshop, sent_data(request))
    if form.is_bound and form.is_valid():
        try:
            with changing_set_up(workshop):
                number = invite(workshop, form.lines, form.cleaned_data["role"])
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
        else:
            words = ngettext("%(number)d person is invited.", "%(number)d people are invited.", number)
            messages.success(request, words % {"number": number})
            return see_other(find_address(workshop, Step.PEOPLE))
    context = {
        "form": form,
        "people": list_people(workshop),
        "staff_url": reverse("admin:workshops_staff", args=[workshop.pk]),
    }
    return show_step(request, membership, Step.PEOPLE, "people", context)


def list_people(workshop: Workshop) -> list[dict[str, object]]:
    """Return who works on the workshop, and who is invited to and has not come; two queries."""
    memberships = (
        Membership.objects.staff().filter(workshop=workshop, user__isnull=False).select_related("user")
    )
    rows: list[dict[str, object]] = [
        {"email": one.user.email, "role": one.get_role_display(), "is_here": True}
        for one in memberships.order_by("role", "user__email")
        if one.user
    ]
    here = {row["email"] for row in rows}
    invited = Invitation.objects.filter(workshop=workshop, role__in=STAFF_ROLES).order_by("role", "email")
    return rows + [
        {"email": one.email, "role": one.get_role_display(), "is_here": False}
        for one in invited
        if one.email not in here
    ]
