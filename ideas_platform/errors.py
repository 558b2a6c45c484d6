"""Pages for what goes wrong outside a view."""

import sys

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error


def answer_server_error(request: HttpRequest) -> HttpResponse:
    """Return 503 in plain words where the database is away, else 500. Neither page needs a database."""
    if isinstance(sys.exc_info()[1], OperationalError):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response.headers["Retry-After"] = "10"
        return response
    return server_error(request)
