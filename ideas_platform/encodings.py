"""Requests are read as UTF-8, which is what our own pages send. What says it is anything else is refused.

Django believes the `charset` of a request, for its query too, and reads both before any middleware is asked.
Not every name that Python knows is one of a text encoding, and what fails there has no page.
"""

import codecs
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

GetResponse = Callable[[HttpRequest], HttpResponse]
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
READ_AS = {"utf-8", "ascii"}
# Takes the place of a type that is not to be read. Django leaves a charset alone that there is not.
REFUSED = "unreadable"


def guard_encoding(application: Application) -> Application:
    """Return the application behind a look at the encoding that each request says it is in."""

    def guarded(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if not is_read(environ.get("CONTENT_TYPE", "")):
            environ["CONTENT_TYPE"] = f"text/plain; charset={REFUSED}"
        return application(environ, start_response)

    return guarded


def refuse_unreadable(get_response: GetResponse) -> GetResponse:
    """Return a middleware that answers 400 to what says that it is in another encoding.

    And to a NUL in an address, which no page puts there, and which PostgreSQL takes in no question.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not is_read(request.META.get("CONTENT_TYPE", "")):
            raise BadRequest("The request is in another encoding.")
        if "%00" in request.META.get("QUERY_STRING", "") or "\x00" in request.path:
            raise BadRequest("The address has a NUL in it.")
        return get_response(request)

    return middleware


def is_read(content_type: str) -> bool:
    """Return whether a request of this type is one in UTF-8, or says nothing of its encoding."""
    if "charset" not in content_type.lower():
        return True
    try:
        _kind, parameters = parse_header_parameters(content_type)
        return codecs.lookup(parameters.get("charset", "utf-8")).name in READ_AS
    except (LookupError, ValueError):
        return False
