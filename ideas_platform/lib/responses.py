"""Answers that more than one page gives."""

from django.http import HttpResponseRedirect


def see_other(address: str) -> HttpResponseRedirect:
    """Return a 303: what a POST answers, so that going back or reloading does not send it twice."""
    return HttpResponseRedirect(address, status=303)
