"""Deleting one's account: what goes, what stays, and a fresh sign-in before it."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.responses import see_other, sign_in_first
from ideas_platform.lib.return_address import add_return
from workshops.domain.deletion import delete_account, list_workshops_to_look_at
from workshops.models import User
from workshops.sign_in.deletion_form import DeletionForm

LATELY = 15 * 60.0


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_first
def delete_mine(request: HttpRequest) -> HttpResponse:
    """Say what goes and what stays; a POST deletes the account of who has signed in within 15 minutes.

    Others are asked for a new code first: a computer that somebody left open is no reason to delete anything.
    """
    is_fresh = _has_signed_in_lately(request)
    form = DeletionForm(request.POST if request.method == "POST" and is_fresh else None)
    if form.is_valid():
        return _delete(request)
    if request.method == "POST" and not is_fresh:
        return see_other(request.path)
    onward = add_return(reverse("sign_in"), request.path)
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    look_at = list_workshops_to_look_at(request.user)
    context = {"form": form, "is_fresh": is_fresh, "sign_in_again": onward, "look_at": look_at}
    return render(request, "account/deletion.html", context, status=422 if form.errors else 200)


def _has_signed_in_lately(request: HttpRequest) -> bool:
    """Return whether this browser has shown a code, or a second factor, within the last 15 minutes."""
    user = request.user
    records = get_authentication_records(request, user) if isinstance(user, User) else []
    return any(time.time() - record["at"] < LATELY for record in records)


def _delete(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    delete_account(actor=request.user)
    logout(request)
    messages.success(request, _("Your account is deleted."))
    return see_other(reverse("home"))
