"""What more than one page does with a request and its answer."""

from django.http import HttpRequest, HttpResponseRedirect, QueryDict


def see_other(address: str) -> HttpResponseRedirect:
    """Return a 303: what a POST answers, so that going back or reloading does not send it twice."""
    return HttpResponseRedirect(address, status=303)


def sent_data(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, or None where the page is only looked at.

    An empty POST is something sent too, so that its form is checked.
    """
    return request.POST if request.method == "POST" else None
