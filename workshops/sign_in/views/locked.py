"""What a page says when a code has had its wrong tries: it works no more, and when there is a new one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ideas_platform.lib.return_address import add_return
from workshops.sign_in.codes import CodeProcess
from workshops.sign_in.rate_limits import LOCKED, say_when


def show_locked(request: HttpRequest, process: CodeProcess, *, back: str, ask: str) -> HttpResponse:
    """Return 429 with the minute from which a new code can be had on the page of the name `ask`.

    `back` is where the reader goes once they are let in.
    """
    context = {
        "message": LOCKED % {"when": say_when(process.wait)},
        "email": process.address,
        "next": back,
        "ask": add_return(reverse(ask), back),
    }
    response = render(request, "account/locked.html", context, status=429)
    response.headers["Retry-After"] = str(process.wait)
    return response
