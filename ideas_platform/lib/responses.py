"""What more than one page does with a request and its answer."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.middleware.csrf import get_token

from ideas_platform.lib.refusals import Refusal


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


def is_htmx(request: HttpRequest) -> bool:
    """Return whether htmx asks, which wants the part of the page that changes."""
    return "HTTP_HX_REQUEST" in request.META


def find_token(request: HttpRequest) -> str:
    """Return the token for the forms of the answer: the one that was sent, for it was good; else a new one.

    Nobody but the page itself can send one that is good, so it may stand there twice.
    """
    return request.POST.get("csrfmiddlewaretoken") or get_token(request)
