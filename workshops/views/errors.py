"""Pages for what goes wrong outside a view."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.defaults import bad_request, server_error

from ideas_platform.lib.responses import is_from_here, is_htmx
from workshops.sign_in.views.stale import answer_too_long

# To a page that is there, with what was written on it.
AWAY = _("The site is busy or being mended. What you wrote is still here: wait half a minute and try again.")


def answer_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return 413 for more than we take, else 400: a page in plain words, which repeats nothing of it."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return answer_too_long(request)
    return bad_request(request, exception)


def answer_server_error(request: HttpRequest) -> HttpResponse:
    """Return 503 in plain words where the database is away, else 500. Neither page needs a database."""
    if isinstance(sys.exc_info()[1], OperationalError):
        if is_htmx(request):
            return _tell_when(HttpResponse(str(AWAY), content_type="text/plain", status=503))
        context = {"request": request, "csrf_token": get_token(request), "send_again": is_from_here(request)}
        return _tell_when(HttpResponse(render_to_string("503.html", context), status=503))
    return server_error(request)


def _tell_when(response: HttpResponse) -> HttpResponse:
    response.headers["Retry-After"] = "10"
    return response
