"""Joining a workshop, changing one's details, leaving."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.access import require
from ideas_platform.lib.responses import lead_to_sign_in, see_other, sign_in_first
from ideas_platform.lib.return_address import add_return, find_return
from workshops.domain.admission import describe_admission, find_admission, find_code
from workshops.domain.departed_addresses import is_departed
from workshops.domain.joining import leave_workshop
from workshops.domain.staffing import accept_offer, find_offer
from workshops.domain.visits import Visit, visit_workshop
from workshops.models import Membership, User
from workshops.sign_in.forms import JoinCodeForm
from workshops.sign_in.pending_cookie import has_pending
from workshops.views.joining import (
    Questions,
    describe_questions,
    join_with,
    read_code,
    read_questions,
    remember_code,
    remember_device,
)


@sign_in_first
@require_http_methods(["GET", "HEAD", "POST"])
def show_membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is stored and asked; a POST joins or changes one's details."""
    visit = visit_workshop(request.user, slug)
    questions = read_questions(request, visit, initial=_initial(visit))
    form = questions.details
    if request.method == "POST" and questions.are_answered():
        return _join(request, visit, questions)
    context = {
        "workshop": visit.workshop,
        "membership": visit.membership,
        "form": form,
        "next": find_return(request),
        "sign_in_again": add_return(reverse("sign_in"), request.get_full_path()),
        "text_waits": has_pending(request),
        **describe_questions(visit, questions),
        **_find_way_in(request, visit),
    }
    return render(request, "workshops/membership.html", context, status=422 if form.errors else 200)


@require_POST
def accept_role(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a member take the staff role they are invited to, and lead to the admin."""
    if not request.user.is_authenticated:
        return lead_to_sign_in(request, reverse("workshops:membership", args=[slug]))
    visit = visit_workshop(request.user, slug)
    accept_offer(actor=require("workshops.accept_role", visit))
    messages.success(request, _("Thank you. You work on this workshop now."))
    return see_other(reverse("admin:index"))


def _find_way_in(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """Return what the page says of coming in: whether one is admitted, and as what; members always are."""
    if visit.membership is not None:
        offer = None if visit.membership.is_staff_member else find_offer(request.user, visit.workshop)
        return {"admitted": True, "is_gone": False, "offer": offer and Membership.RoleChoice(offer).label}
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    code = read_code(request)
    join_code = find_code(visit.workshop, code)
    if join_code is not None:
        remember_code(request, visit.workshop, code)
    offer = find_offer(request.user, visit.workshop)
    return {
        "admitted": find_admission(visit.workshop, request.user.email, code) is not None,
        "is_gone": is_departed(visit.workshop, request.user.email),
        "offer": offer and Membership.RoleChoice(offer).label,
        "who_may_join": describe_admission(visit.workshop),
        "join_code": join_code,
        "code_form": JoinCodeForm(visit.workshop, request.GET if request.GET.get("code") else None),
    }


def _initial(visit: Visit) -> dict[str, object]:
    if visit.membership is None:
        return {}
    member = visit.membership
    organisation = member.organisation.name_for_members if member.organisation else ""
    return {"organisation": organisation, "borough": member.borough_id, "group": member.group_id}


def _join(request: HttpRequest, visit: Visit, questions: Questions) -> HttpResponse:
    join_with(request, visit, questions)
    response = see_other(find_return(request, visit.workshop.get_absolute_url()))
    remember_device(response, questions)
    return response


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a member leave; for anybody else nothing changes. Raises Http404 for what is not to be seen."""
    if not request.user.is_authenticated:
        return lead_to_sign_in(request, reverse("workshops:membership", args=[slug]))
    visit = visit_workshop(request.user, slug)
    if visit.membership is not None:
        leave_workshop(actor=visit.membership)
        messages.success(
            request, _("You have left. Your votes still count once; nobody can see they are yours.")
        )
    return see_other(visit.workshop.get_absolute_url())
