"""Who comes to what follows a result: everybody, once a final edition is published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import WrongPhase
from pledges.forms.signers import LinkForm
from results.domain.reading import find_last_final
from workshops.domain.visits import Visit, visit_workshop
from workshops.phases import Deed
from workshops.sign_in.rate_limits import Limit, count, place_of

NOT_YET = _("This begins once the Declaration of this workshop is published.")
LETTERS = Limit(
    "letters to signers", 3, 60 * 60, _("We have sent several letters to this address. Try again %(when)s.")
)
LETTERS_FROM_ONE_PLACE = Limit("letters to signers from one place", 60, 60 * 60)

PICTURES_FROM_ONE_PLACE = Limit("pictures from one place", 60, 60 * 60)


def visit_published(request: HttpRequest, slug: str) -> Visit:
    """Return the visit; raises Http404 for a workshop nobody may know of, WrongPhase before publication."""
    visit = visit_workshop(request.user, slug)
    if not visit.workshop.allows(Deed.FOLLOW_UP) or find_last_final(visit.workshop) is None:
        raise WrongPhase(NOT_YET)
    return visit


def count_letter(request: HttpRequest, address: str) -> None:
    """Count one more letter to this address; raises TooMany where it is one too many."""
    count(LETTERS_FROM_ONE_PLACE, place_of(request))
    count(LETTERS, address)


def take_pictures(request: HttpRequest) -> MultiValueDict[str, UploadedFile[Any]] | None:
    """Return the files that a form was sent with, None where it is only looked at.

    Raises TooMany where too many have come from there: each is drawn anew, which takes time.
    """
    if request.method != "POST":
        return None
    if request.FILES:
        count(PICTURES_FROM_ONE_PLACE, place_of(request))
    return request.FILES


def send_asked_link(request: HttpRequest, form: LinkForm, send: Callable[..., object]) -> bool:
    """Send the link that the form asks for, and return whether it was valid.

    A wrong address gets the same answer. Raises TooMany.
    """
    if not (form.is_bound and form.is_valid()):
        return False
    address = form.cleaned_data["email"]
    count_letter(request, address)
    send(address=address)
    messages.success(request, _("If this is the address that signed, a link is on its way to it."))
    return True


def show_to(
    request: HttpRequest, visit: Visit, page: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Return a page of pledges for this visit."""
    shared = {"workshop": visit.workshop, "membership": visit.membership}
    return render(request, f"pledges/{page}.html", shared | context, status=status)
