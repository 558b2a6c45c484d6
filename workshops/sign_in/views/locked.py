"""What a page says when a code has had its wrong tries: it works no more, and when there is a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from workshops.sign_in.rate_limits import LOCKED, say_when


def show_locked(request: HttpRequest, address: str, *, wait: int, onward: str, ask: str) -> HttpResponse:
    """Return 429 with the minute from which a new code can be had, `wait` seconds from now, at `ask`.

    `onward` is where the reader goes once they are let in.
    """
    context = {"message": LOCKED % {"when": say_when(wait)}, "email": address, "next": onward, "ask": ask}
    response = render(request, "account/locked.html", context, status=429)
    response.headers["Retry-After"] = str(wait)
    return response
