"""What the server itself says to what is no request: our own page, with the headers of every other."""

from http import HTTPStatus

from django.template.loader import render_to_string

from ideas_platform.lib.headers import list_strict_headers

MB = 1024 * 1024


def print_answer(status: int, largest: int = 0) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return status line, headers and page for this status; `largest`: how many bytes are taken there."""
    page = render_to_string(_choose_page(status), {"most": largest // MB}).encode()
    kind = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    headers = {**list_strict_headers(), **kind}
    return f"{status} {HTTPStatus(status).phrase}", list(headers.items()), page


def _choose_page(status: int) -> str:
    """Return the template: none of them needs a request, or the database."""
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return "too_large.html"
    ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED
    return "500.html" if ours else "400.html"
