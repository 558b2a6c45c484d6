"""Joining a workshop, changing one's details, leaving."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.access import require
from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.responses import lead_to_sign_in, see_other, sent_data, sign_in_first
from ideas_platform.lib.return_address import add_return, find_return
from ideas_platform.lib.shared_device import mark_own, mark_shared
from workshops.details_form import SUGGESTIONS, DetailsForm
from workshops.domain.admission import describe_admission, find_admission, find_code
from workshops.domain.departed_addresses import is_departed
from workshops.domain.joining import change_details, join_workshop, leave_workshop
from workshops.domain.organisations import ORGANISATIONS, list_offered
from workshops.domain.staffing import accept_offer, find_offer
from workshops.domain.subscriptions import choose_letters, find_letters_chosen, list_letters_offered
from workshops.domain.visits import Visit, visit_workshop
from workshops.domain.what_is_stored import list_what_is_stored
from workshops.letter_forms import LettersForm
from workshops.models import Membership, User
from workshops.sign_in.forms import JoinCodeForm
from workshops.sign_in.pending_cookie import has_pending


@sign_in_first
@require_http_methods(["GET", "HEAD", "POST"])
def show_membership(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is stored and asked; a POST joins or changes one's details."""
    visit = visit_workshop(request.user, slug)
    form = DetailsForm(visit.workshop, sent_data(request), initial=_initial(visit))
    letters = _letters_form(request, visit)
    if request.method == "POST" and form.is_valid() and letters.is_valid():
        return _join(request, visit, form, letters)
    context = {
        "workshop": visit.workshop,
        "membership": visit.membership,
        "form": form,
        "letters": letters,
        "suggestions": list_offered(visit.workshop) if "organisation" in form.fields else [],
        "suggestions_id": SUGGESTIONS,
        "stored": list_what_is_stored(),
        "next": find_return(request),
        "sign_in_again": add_return(reverse("sign_in"), request.get_full_path()),
        "text_waits": has_pending(request),
        **_find_way_in(request, visit),
    }
    return render(request, "workshops/membership.html", context, status=422 if form.errors else 200)


def _letters_form(request: HttpRequest, visit: Visit) -> LettersForm:
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    chosen = find_letters_chosen(visit.workshop, request.user)
    return LettersForm(list_letters_offered(visit.workshop), sent_data(request), chosen=chosen)


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
    code = _code(request)
    offer = find_offer(request.user, visit.workshop)
    return {
        "admitted": find_admission(visit.workshop, request.user.email, code) is not None,
        "is_gone": is_departed(visit.workshop, request.user.email),
        "offer": offer and Membership.RoleChoice(offer).label,
        "who_may_join": describe_admission(visit.workshop),
        "join_code": find_code(visit.workshop, code),
        "code_form": JoinCodeForm(visit.workshop, request.GET if code else None),
    }


def _code(request: HttpRequest) -> str:
    """Return the join code in the address; the database takes no NUL."""
    return request.GET.get("code", "").replace("\x00", "")


def _initial(visit: Visit) -> dict[str, object]:
    if visit.membership is None:
        return {}
    member = visit.membership
    organisation = member.organisation.name_for_members if member.organisation else ""
    return {"organisation": organisation, "borough": member.borough_id, "group": member.group_id}


def _join(request: HttpRequest, visit: Visit, form: DetailsForm, letters: LettersForm) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    if form.cleaned_data.get("organisation"):
        limit_rate(ORGANISATIONS, request.user.pk)
    if visit.membership is None:
        with transaction.atomic():
            # An organisation that is named goes again where its namer is not let in.
            details = form.details()
            join_workshop(actor=request.user, workshop=visit.workshop, details=details, code=_code(request))
        messages.success(request, _("You have joined."))
    else:
        change_details(actor=visit.membership, details=form.details())
        messages.success(request, _("Your details are changed."))
    choose_letters(actor=request.user, workshop=visit.workshop, letters=letters.letters())
    response = see_other(find_return(request, visit.workshop.get_absolute_url()))
    if form.cleaned_data["own_device"] == "no":
        mark_shared(response)
    elif form.cleaned_data["own_device"] == "yes":
        mark_own(response)
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
