"""What the server itself says to what is no request: our own page, with the headers of every other."""

from http import HTTPStatus

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.headers import list_strict_headers

TOO_LARGE = _("What you sent is larger than we take.")


def print_answer(status: int) -> tuple[str, list[tuple[str, str]], bytes]:
    """Return status line, headers and page for this status."""
    ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR and status != HTTPStatus.NOT_IMPLEMENTED
    context = {"message": TOO_LARGE} if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE else {}
    page = render_to_string("500.html" if ours else "400.html", context).encode()
    kind = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    headers = {**list_strict_headers(), **kind}
    return f"{status} {HTTPStatus(status).phrase}", list(headers.items()), page
