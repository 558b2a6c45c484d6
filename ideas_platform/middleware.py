"""What wraps every request: headers, and refusals as pages in plain words."""

import math
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from ideas_platform.lib.headers import list_strict_headers
from ideas_platform.lib.refusals import Gone, JoinFirst, Refusal, Settled, WrongPhase
from ideas_platform.lib.responses import find_form_address, is_htmx, tell_not_done, tell_wait

GetResponse = Callable[[HttpRequest], HttpResponse]
SHORT = 4_096  # bytes
# What is refused with these may be taken a little later, as it is.
PASSING = frozenset({429, 503})


def headers(get_response: GetResponse) -> GetResponse:
    """Return the outermost middleware: what it adds is on every answer, of files and of faults too.

    It keeps personal pages out of caches and devices out of reach.
    """
    strict = list_strict_headers()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            response.content = render(request, "405.html").content
            response.headers["Content-Length"] = str(len(response.content))
        for name, value in strict.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


class CompressPages(GZipMiddleware):
    """Compresses pages, and nothing else: files have their own lengths and ranges.

    What is short, as the answer to a vote, goes as it is: it is there with the first packets either way.
    Django puts random bytes into each, so that its length tells nothing of what is secret in it (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Return the answer, compressed where it is a page and the browser can unpack it."""
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response
        if isinstance(response, HttpResponse) and len(response.content) < SHORT:
            return response
        return super().process_response(request, response)


class RefusalMiddleware:
    """Answers a Refusal raised anywhere below with its status and a page in plain words."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for a refusal; None for anything else."""
        if isinstance(exception, JoinFirst):
            tell_not_done(request)
            # htmx would put the page it is sent on to into a part of this one.
            if is_htmx(request):
                return HttpResponseClientRedirect(exception.address)
            return HttpResponseRedirect(exception.address, status=303)
        return _refuse(request, exception) if isinstance(exception, Refusal) else None


def _refuse(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return a page, or to htmx the words alone: the page that is there shows them."""
    if is_htmx(request):
        response = HttpResponse(str(refusal.message), content_type="text/plain", status=refusal.status)
    else:
        context = {
            "message": refusal.message,
            "is_phase": isinstance(refusal, WrongPhase) and not isinstance(refusal, Settled),
            "is_settled": isinstance(refusal, Settled),
            "form_address": find_form_address(request),
            "send_again": refusal.status in PASSING,
            "minutes": math.ceil(getattr(refusal, "retry_after", 0) / 60),
            "ideas_address": refusal.address if isinstance(refusal, Gone) else "",
        }
        response = render(request, f"{refusal.status}.html", context, status=refusal.status)
    return tell_wait(response, refusal)
