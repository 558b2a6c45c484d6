"""What a page asks of somebody who joins, and what it does once they have answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ideas_platform.lib.rate_limits import limit_rate
from ideas_platform.lib.responses import sent_data
from ideas_platform.lib.shared_device import mark_own, mark_shared
from workshops.details_form import SUGGESTIONS, DetailsForm
from workshops.domain.admission import find_admission
from workshops.domain.departed_addresses import is_departed
from workshops.domain.joining import change_details, join_workshop
from workshops.domain.organisations import ORGANISATIONS, list_offered
from workshops.domain.subscriptions import choose_letters, find_letters_chosen, list_letters_offered
from workshops.domain.visits import Visit
from workshops.domain.what_is_stored import list_what_is_stored
from workshops.letter_forms import LettersForm
from workshops.models import User, Workshop

# What the session calls the join code that was shown in it, with the workshop's slug.
SHOWN_CODE = "join_code"


@dataclass(frozen=True)
class Questions:
    """The questions of a workshop to whoever joins: about themselves, and which letters they want."""

    details: DetailsForm
    letters: LettersForm

    def are_answered(self) -> bool:
        """Return whether they were sent, and nothing is wrong with the answers."""
        return self.details.is_valid() and self.letters.is_valid()


def read_questions(
    request: HttpRequest, visit: Visit, *, initial: dict[str, object], were_asked: bool = True
) -> Questions:
    """Return the questions, with the answers where the page that sent the form had asked them."""
    user = _require_user(request)
    sent = sent_data(request) if were_asked else None
    chosen = find_letters_chosen(visit.workshop, user)
    offered = list_letters_offered(visit.workshop) if user.has_address else []
    letters = LettersForm(offered, sent, chosen=chosen)
    return Questions(DetailsForm(visit.workshop, sent, initial=initial), letters)


def describe_questions(visit: Visit, questions: Questions) -> dict[str, Any]:
    """Return what a page needs to ask them, and what it says of what is stored."""
    asks = "organisation" in questions.details.fields
    return {
        "letters": questions.letters,
        "suggestions": list_offered(visit.workshop) if asks else [],
        "suggestions_id": SUGGESTIONS,
        "stored": list_what_is_stored(),
    }


def is_let_in(request: HttpRequest, visit: Visit) -> bool:
    """Return whether whoever is signed in could join now; a join code may stand in the address."""
    user = _require_user(request)
    admission = find_admission(visit.workshop, user.email, read_code(request))
    return admission is not None and not is_departed(visit.workshop, user.email)


def read_code(request: HttpRequest) -> str:
    """Return the join code in the address, without NUL, or the good one that was shown in this visit."""
    if "code" in request.GET:
        return request.GET["code"].replace("\x00", "")
    slug, code = request.session.get(SHOWN_CODE, ("", ""))
    return str(code) if request.resolver_match and slug == request.resolver_match.kwargs.get("slug") else ""


def remember_code(request: HttpRequest, workshop: Workshop, code: str) -> None:
    """Keep a good join code until its owner has joined or their visit ends: not every link has it."""
    if request.session.get(SHOWN_CODE) != [workshop.slug, code]:
        request.session[SHOWN_CODE] = [workshop.slug, code]


def join_with(request: HttpRequest, visit: Visit, questions: Questions) -> None:
    """Make a member of whoever is signed in, or change what a member has told; the answers must be valid.

    Raises what `join_workshop` raises, and TooMany for who names too many organisations.
    """
    user = _require_user(request)
    if questions.details.cleaned_data.get("organisation"):
        limit_rate(ORGANISATIONS, user.pk)
    if visit.membership is None:
        with transaction.atomic():
            # An organisation that is named goes again where its namer is not let in.
            details = questions.details.details()
            join_workshop(actor=user, workshop=visit.workshop, details=details, code=read_code(request))
        request.session.pop(SHOWN_CODE, None)
        messages.success(request, _("You have joined."))
    else:
        change_details(actor=visit.membership, details=questions.details.details())
        messages.success(request, _("Your details are changed."))
    choose_letters(actor=user, workshop=visit.workshop, letters=questions.letters.letters())


def remember_device(response: HttpResponse, questions: Questions) -> None:
    """Let the browser know whose it is, if that was said."""
    whose = questions.details.cleaned_data["own_device"]
    if whose == "no":
        mark_shared(response)
    elif whose == "yes":
        mark_own(response)


def _require_user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  # nosec B101
    return request.user
