"""What the server itself says to what is no request: our own page, with the headers of every other."""

from http import HTTPStatus

from django.template.loader import render_to_string

from ideas_platform.middleware import list_strict_headers

PAGES = {400: "400.html", 413: "413.html", 431: "400.html", 501: "400.html"}


def print_answer(status: int) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return status line, headers and page for this status."""
    page = render_to_string(PAGES.get(status, "500.html")).encode()
    kind = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    headers = {**list_strict_headers(), **kind}
    return f"{status} {HTTPStatus(status).phrase}", list(headers.items()), page
