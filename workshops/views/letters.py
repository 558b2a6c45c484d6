"""Asking for a letter when a workshop opens, and ending letters with one press."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ideas_platform.lib.refusals import WrongPhase
from ideas_platform.lib.responses import see_other, sent_data
from workshops.domain.letters import absolute
from workshops.domain.subscriptions import ask_for_notice, end_subscription, find_subscription
from workshops.domain.visits import Visit, visit_workshop
from workshops.letter_forms import NoticeForm
from workshops.models import User
from workshops.phases import Deed
from workshops.sign_in.rate_limits import NOTICES, NOTICES_FROM_ONE_PLACE, count, place_of


@require_http_methods(["GET", "HEAD", "POST"])
def show_notice(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one gets; a POST asks for one letter when the workshop opens."""
    visit = visit_workshop(request.user, slug)
    if not visit.workshop.allows(Deed.ASK_FOR_NOTICE):
        raise WrongPhase(_("We write only when a workshop opens that has been announced."))
    form = NoticeForm(sent_data(request), is_known=request.user.is_authenticated)
    if form.is_valid():
        _ask(request, visit, form.cleaned_data.get("email", ""))
        messages.success(request, _("Done. We write to you once, when the workshop opens."))
        return see_other(visit.workshop.get_absolute_url())
    context = {"workshop": visit.workshop, "membership": visit.membership, "form": form}
    return render(request, "workshops/notice.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, visit: Visit, address: str) -> None:
    """Store it, within the limits; whether the address was there already shows nowhere."""
    if isinstance(request.user, User):
        ask_for_notice(workshop=visit.workshop, user=request.user)
        return
    count(NOTICES_FROM_ONE_PLACE, place_of(request))
    count(NOTICES, address)
    ask_for_notice(workshop=visit.workshop, address=address)


# A mail program posts here without a cookie or a token of ours (RFC 8058): the address itself is the secret.
# Looking changes nothing, so that a scanner which opens every link ends no letters.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def show_letters(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Show the button that ends these letters; a POST ends them. An unknown address looks the same."""
    found = find_subscription(slug, token)
    if request.method == "POST":
        end_subscription(slug, token, address=absolute(request.path))
        # A mail program must not be led on; somebody who pressed the button can load the answer again.
        if settings.CSRF_COOKIE_NAME in request.COOKIES:
            return see_other(f"{request.path}?ended=1")
    is_done = request.method == "POST" or "ended" in request.GET
    context = {"is_done": is_done, "title": found.workshop.title if found else ""}
    return render(request, "workshops/letters.html", context)
