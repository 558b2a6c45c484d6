"""Signing in through an organisation's own provider: off to it, and back as who one is."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ideas_platform.lib.identity_providers import IdentityProvider
from ideas_platform.lib.return_address import add_return, find_return, is_from_here
from workshops.domain.admission import may_sign_in
from workshops.sign_in.finding import settle_user
from workshops.sign_in.pending_cookie import settle
from workshops.sign_in.rate_limits import FROM_ONE_PLACE, count, place_of
from workshops.sign_in.sign_in_codes import let_in
from workshops.sign_in.single_sign_on import Cancelled, NoAddress, NoAnswer, NotSignedIn, Shown, begin, finish
from workshops.sign_in.views.onward import find_join_code, find_onward

REASONS = {
    Cancelled: _(
        "You are not signed in: the visit to %(name)s was not finished. Try again, or ask for a code."
    ),
    NoAnswer: _(
        "We could not reach %(name)s, or could not trust its answer. Ask for a code by e-mail instead."
    ),
    NoAddress: _(
        "%(name)s gave us no work e-mail address that it speaks for. Ask for a code by e-mail instead."
    ),
}
NOT_ADMITTED = _(
    "No open workshop admits the address that %(name)s gave us. You can join with the join code on a poster, "
    "or when the organiser invites you."
)


@require_safe
def go(request: HttpRequest, provider: str) -> HttpResponse:
    """Lead to the provider; only a link on our own pages does it, or an address that somebody typed."""
    chosen = _find(provider)
    if request.user.is_authenticated:
        return HttpResponseRedirect(find_return(request, reverse("home")))
    onward, code = find_onward(request), find_join_code(request)
    if not is_from_here(request):
        return HttpResponseRedirect(add_return(reverse("sign_in"), onward, code=code))
    count(FROM_ONE_PLACE, place_of(request))
    try:
        address = begin(request, chosen, callback=_callback(request, chosen), onward=onward, join_code=code)
    except NotSignedIn as failure:
        return _refuse(request, chosen, failure)
    return HttpResponseRedirect(address)


@require_safe
def come_back(request: HttpRequest, provider: str) -> HttpResponse:
    """Sign in the owner of the address that the provider vouches for, as a code to it would."""
    chosen = _find(provider)
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("home"))
    try:
        shown = finish(request, chosen, callback=_callback(request, chosen))
    except NotSignedIn as failure:
        return _refuse(request, chosen, failure)
    if not may_sign_in(shown.address, shown.join_code):
        messages.error(request, NOT_ADMITTED % {"name": chosen.name})
        return HttpResponseRedirect(add_return(reverse("sign_in"), shown.onward, code=shown.join_code))
    return _let_in(request, shown)


def _let_in(request: HttpRequest, shown: Shown) -> HttpResponse:
    response = let_in(request, settle_user(shown.address), "single sign-on", shown.onward or None)
    settle(request, response, shown.address)
    return response


def _find(provider: str) -> IdentityProvider:
    for known in settings.SSO_PROVIDERS:
        if known.id == provider:
            return known
    raise Http404


def _callback(request: HttpRequest, provider: IdentityProvider) -> str:
    return request.build_absolute_uri(reverse("single_sign_on_back", args=[provider.id]))


def _refuse(request: HttpRequest, provider: IdentityProvider, failure: NotSignedIn) -> HttpResponse:
    messages.error(request, REASONS[type(failure)] % {"name": provider.name})
    return HttpResponseRedirect(add_return(reverse("sign_in"), failure.onward))
