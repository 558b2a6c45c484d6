"""What more than one page does with a request and its answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Refusal

View = Callable[..., HttpResponse]
_MASKED = "ideas_platform.masked"
NOT_DONE = _("What you pressed was not done: first this step. Then go back to it and press it again.")


def see_other(address: str) -> HttpResponseRedirect:
    """Return a 303: what a POST answers, so that going back or reloading does not send it twice."""
    return HttpResponseRedirect(address, status=303)


def sent_data(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, or None where the page is only looked at.

    An empty POST is something sent too, so that its form is checked.
    """
    return request.POST if request.method == "POST" else None


def tell_wait(response: HttpResponse, refusal: Refusal) -> HttpResponse:
    """Return the response with the seconds after which one may try again, where the refusal knows them."""
    if seconds := getattr(refusal, "retry_after", None):
        response.headers["Retry-After"] = str(seconds)
    return response


def find_form_address(request: HttpRequest) -> str:
    """Return the address of the page whose form was sent: not every form stands where it is sent to."""
    source = urlsplit(request.headers.get("Referer", ""))
    if source.netloc != request.get_host():
        return request.get_full_path()
    return source.path + (f"?{source.query}" if source.query else "")


def is_from_here(request: HttpRequest) -> bool:
    """Return whether a page of ours has sent this, as far as the browser says who did.

    For what is no deed yet: a deed asks for the token.
    """
    source, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    is_ours = source in (None, "same-origin", "none")
    return is_ours and (origin is None or urlsplit(origin).netloc == request.get_host())


def tell_not_done(request: HttpRequest) -> None:
    """Say on the next page that what was sent is not done, where something was sent."""
    if request.method == "POST":
        messages.warning(request, NOT_DONE, fail_silently=True)


def sign_in_first(view: View) -> View:
    """Return the view for who is signed in. Others are told that nothing was done, and led to sign-in."""
    guarded = login_required(view)

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            tell_not_done(request)
        return guarded(request, *args, **kwargs)

    return wrapped


def lead_to_sign_in(request: HttpRequest, back: str) -> HttpResponse:
    """Say that nothing was done, and lead to sign-in and on to `back`: for what only takes forms."""
    tell_not_done(request)
    return redirect_to_login(back)


def is_htmx(request: HttpRequest) -> bool:
    """Return whether htmx asks, which wants the part of the page that changes."""
    return "HTTP_HX_REQUEST" in request.META


def find_token(request: HttpRequest) -> str:
    """Return the token for the forms of the answer: the one that was sent, for it was good; else a new one.

    Nobody but the page itself can send one that is good, so it may stand there twice.
    """
    return request.POST.get("csrfmiddlewaretoken") or make_token(request)


def make_token(request: HttpRequest) -> str:
    """Return a new token, the same for all forms of one answer: Django would make another one for each."""
    if _MASKED not in request.META:
        request.META[_MASKED] = get_token(request)
    return str(request.META[_MASKED])
