"""Changing one's address: a code to the one that one has, another to the one that one wants."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ideas_platform.lib.responses import lead_to_sign_in, see_other, sent_data, sign_in_first
from ideas_platform.lib.return_address import find_return, pass_on_return
from workshops.models import User
from workshops.sign_in.address_codes import AddressChange
from workshops.sign_in.addresses import AddressChanged, AddressTaken, may_take
from workshops.sign_in.forms import BothCodesForm, NewAddressForm
from workshops.sign_in.rate_limits import ADDRESS_CHANGES, CODES, FROM_ONE_PLACE, count, place_of
from workshops.sign_in.views.locked import show_locked


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def ask_for_codes(request: HttpRequest) -> HttpResponse:
    """Show the box for the new address; a POST writes to both and leads to the page for the codes."""
    if not _user(request).has_address:
        return render(request, "account/no_address.html")
    form = NewAddressForm(_user(request).email, sent_data(request))
    if form.is_valid():
        return _write(request, form.cleaned_data["email"])
    return _show_box(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def confirm_codes(request: HttpRequest) -> HttpResponse:
    """Show the boxes for both codes; a POST changes the address."""
    change = AddressChange.of(request, _user(request))
    if change is None:
        return _begin_again(request)
    form = BothCodesForm(_user(request).email, change.address, change.digits, sent_data(request))
    if form.is_valid():
        tried = change.try_codes(form.cleaned_data)
        if not tried.wrong:
            return _finish(request, change)
        if not tried.left:
            return show_locked(request, change, back=find_return(request), ask="change_address")
        form.refuse_codes(*tried)
    context = {"form": form, "new": change.address}
    context["code_page"] = pass_on_return(request, "confirm_address")
    context["letter_address"] = pass_on_return(request, "address_letters")
    context["other_address"] = pass_on_return(request, "change_address")
    return render(request, "account/confirm_address.html", context, status=422 if form.errors else 200)


@require_POST
def write_again(request: HttpRequest) -> HttpResponse:
    """Send two further letters with codes to the same addresses, within the limits."""
    if not request.user.is_authenticated:
        return lead_to_sign_in(request, pass_on_return(request, "confirm_address"))
    change = AddressChange.of(request, _user(request))
    return _begin_again(request) if change is None else _write(request, change.address)


def _show_box(request: HttpRequest, form: NewAddressForm) -> HttpResponse:
    context = {"form": form, "box": pass_on_return(request, "change_address"), "onward": find_return(request)}
    return render(request, "account/change_address.html", context, status=422 if form.errors else 200)


def _write(request: HttpRequest, address: str) -> HttpResponse:
    """Send both letters, within the limits. Whether the address may be taken shows nowhere else."""
    user = _user(request)
    count(FROM_ONE_PLACE, place_of(request))
    count(ADDRESS_CHANGES, str(user.pk))
    for each in (user.email, address):
        count(CODES, each)
    AddressChange.begin(request, user, address, is_free=may_take(user, address))
    return see_other(pass_on_return(request, "confirm_address"))


def _finish(request: HttpRequest, change: AddressChange) -> HttpResponse:
    try:
        change.finish()
    except AddressChanged:
        return _begin_again(request)
    except AddressTaken:
        form = NewAddressForm(change.user.email, {"email": change.address})
        form.is_valid()
        form.refuse_taken()
        change.abort()
        return _show_box(request, form)
    messages.success(request, _("Your address is changed. From now on you sign in with the new one."))
    return see_other(find_return(request, reverse("change_address")))


def _begin_again(request: HttpRequest) -> HttpResponse:
    """Lead to the box for the address. Who pressed twice sees there that the address is changed."""
    messages.warning(request, _("Those codes were used or have run out. Look which address you have now."))
    return see_other(pass_on_return(request, "change_address"))


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    return request.user
