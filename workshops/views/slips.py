"""Joining with a printed slip, and signing in again with it: for people without an e-mail address."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.responses import see_other, sent_data
from ideas_platform.lib.return_address import find_return
from ideas_platform.lib.shared_device import mark_own, mark_shared
from workshops.details_form import DetailsForm
from workshops.domain.joining import Details
from workshops.domain.slips import (
    SlipUnknown,
    find_by_slip,
    join_by_slip,
    join_without_address,
    take_voice_along,
)
from workshops.domain.visits import Visit, visit_workshop
from workshops.domain.what_is_stored import list_what_is_stored
from workshops.models import User
from workshops.models.admitted import fold_join_code
from workshops.phases import Deed
from workshops.sign_in.finding import settle_user
from workshops.sign_in.pending_cookie import settle
from workshops.sign_in.rate_limits import (
    SLIPS_FROM_ONE_PLACE,
    TRIES_OF_A_SLIP,
    TRIES_OF_A_SLIP_A_DAY,
    count,
    forget,
    place_of,
)
from workshops.sign_in.sign_in_codes import let_in
from workshops.sign_in.slip_forms import NOT_RIGHT, EnterSlipForm, JoinBySlipForm, SlipForm

OF_THE_SLIP = ("organisation", "organisation_match")


class SlipDetailsForm(DetailsForm):
    """What a workshop asks, but for where one works: the slip says that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OF_THE_SLIP:
            self.fields.pop(name, None)

    def details(self) -> Details:
        """Return what was answered; the form must be valid."""
        return Details(None, self.cleaned_data.get("borough"), self.cleaned_data.get("group"))


@require_http_methods(["GET", "HEAD", "POST"])
def join_with_slip(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the boxes for a slip; a POST joins with it. A used slip is answered like a wrong one."""
    visit = visit_workshop(request.user, slug)
    if _came_by_slip(visit):
        return _ask_to_sign_out(request, visit)
    sent, begun = sent_data(request), {"code": request.GET.get("code", "")[:40].replace("\x00", "")}
    kind = SlipForm if isinstance(visit.user, User) else JoinBySlipForm
    form, details = kind(sent, initial=begun), SlipDetailsForm(visit.workshop, sent)
    is_open = visit.workshop.allows(Deed.JOIN)
    if request.method == "POST":
        count(SLIPS_FROM_ONE_PLACE, place_of(request))
        if form.is_valid() & details.is_valid():
            try:
                return _join(request, visit, form, details)
            except SlipUnknown:
                form.refuse()
    context = {
        "workshop": visit.workshop,
        "membership": visit.membership,
        "form": form,
        "details": details,
        "is_open": is_open,
        "stored": list_what_is_stored(),
        "back_here": request.path,
    }
    return render(request, "workshops/slip.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_with_slip(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for code and PIN; a POST signs in, or brings the place of the slip to the address of who asks."""
    visit = visit_workshop(request.user, slug)
    if _came_by_slip(visit):
        return _ask_to_sign_out(request, visit)
    form = EnterSlipForm(sent_data(request), initial={"code": ""})
    if request.method == "POST":
        count(SLIPS_FROM_ONE_PLACE, place_of(request))
        if form.is_valid():
            try:
                return _come_in(request, visit, form)
            except SlipUnknown:
                form.refuse(NOT_RIGHT)
            except Unprocessable as refusal:
                form.refuse(str(refusal))
    context = {
        "workshop": visit.workshop,
        "membership": visit.membership,
        "form": form,
        "back_here": request.path,
    }
    return render(request, "workshops/slip_sign_in.html", context, status=422 if form.errors else 200)


def _came_by_slip(visit: Visit) -> bool:
    """Return whether somebody without an address is signed in, as on a device that several people use."""
    return isinstance(visit.user, User) and not visit.user.has_address


def _ask_to_sign_out(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Say that this device is taken, and touch no slip: it would be spent, or become theirs."""
    context = {
        "workshop": visit.workshop,
        "membership": visit.membership,
        "back_here": request.get_full_path(),
    }
    status = 409 if request.method == "POST" else 200
    return render(request, "workshops/slip_of_another.html", context, status=status)


def _join(request: HttpRequest, visit: Visit, form: SlipForm, details: SlipDetailsForm) -> HttpResponse:
    given = {
        "workshop": visit.workshop,
        "code": form.cleaned_data["code"],
        "details": details.details(),
    }
    onward = find_return(request, visit.workshop.get_absolute_url())
    response: HttpResponse
    if isinstance(visit.user, User):
        join_by_slip(**given, actor=visit.user)
        words = _("You take part already. The slip is spent.") if visit.membership else _("You have joined.")
        messages.success(request, words)
        response = see_other(onward)
    else:
        user = join_without_address(**given, pin=form.cleaned_data["pin"])
        response = _let_in(request, user, onward)
        messages.success(request, _("You have joined. Keep your slip: with it and your PIN you come back."))
    whose = details.cleaned_data["own_device"]
    if whose:
        (mark_shared if whose == "no" else mark_own)(response)
    return response


def _come_in(request: HttpRequest, visit: Visit, form: EnterSlipForm) -> HttpResponse:
    """Sign in, within the limits of tries, which count for any code: also for one that nobody has printed."""
    code, pin = form.cleaned_data["code"], form.cleaned_data["pin"]
    typed = f"{visit.workshop.pk} {fold_join_code(code)}"
    count(TRIES_OF_A_SLIP_A_DAY, typed)
    count(TRIES_OF_A_SLIP, typed)
    onward = find_return(request, visit.workshop.get_absolute_url())
    if isinstance(visit.user, User):
        take_voice_along(actor=visit.user, workshop=visit.workshop, code=code, pin=pin)
        messages.success(request, _("Your place is with your address now. The slip is spent."))
        return see_other(onward)
    user = find_by_slip(visit.workshop, code, pin)
    forget(TRIES_OF_A_SLIP, typed)
    return _let_in(request, user, onward)


def _let_in(request: HttpRequest, user: User, onward: str) -> HttpResponse:
    settle_user(user.email)
    response = see_other(let_in(request, user, "slip", onward)["Location"])
    settle(request, response, user.email)
    return response
