"""What wraps every request: headers, and refusals as pages in plain words."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from ideas_platform.lib.refusals import JoinFirst, Refusal

GetResponse = Callable[[HttpRequest], HttpResponse]
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
            return HttpResponseRedirect(exception.address, status=303)
        if isinstance(exception, Refusal):
            response = render(
                request, f"{exception.status}.html", {"message": exception.message}, status=exception.status
            )
            if retry_after := getattr(exception, "retry_after", None):
                response.headers["Retry-After"] = str(retry_after)
            return response
        return None
