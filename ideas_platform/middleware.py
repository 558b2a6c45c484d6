"""What wraps every request: headers, and refusals as pages in plain words."""

from collections.abc import Callable

from csp.constants import HEADER as CONTENT_SECURITY_POLICY
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from ideas_platform.lib.refusals import JoinFirst, Refusal
from ideas_platform.lib.responses import find_form_address, is_htmx, tell_not_done, tell_wait

GetResponse = Callable[[HttpRequest], HttpResponse]
SHORT = 4_096  # bytes
# What is refused with these may be taken a little later, as it is.
PASSING = frozenset({429, 503})
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


def headers(get_response: GetResponse) -> GetResponse:
    """Return a middleware that keeps personal pages out of caches and devices out of reach."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if response.status_code == 405 and not response.content:
            response.content = render(request, "405.html").content
            response.headers["Content-Length"] = str(len(response.content))
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def content_policy(get_response: GetResponse) -> GetResponse:
    """Return a middleware that allows pages what the settings say; it is put into words once, for all alike.

    The one of django-csp does so with every answer, twice, in case a page has a policy of its own. None has.
    """
    policy = build_policy()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault(CONTENT_SECURITY_POLICY, policy)
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
            "form_address": find_form_address(request),
            "send_again": refusal.status in PASSING,
        }
        response = render(request, f"{refusal.status}.html", context, status=refusal.status)
    return tell_wait(response, refusal)
