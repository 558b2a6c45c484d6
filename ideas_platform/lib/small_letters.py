"""Addresses of workshops that were typed in capitals or wide letters lead to the right ones."""

from collections.abc import Callable
from unicodedata import category, normalize
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

GetResponse = Callable[[HttpRequest], HttpResponse]


def lead_to_small_letters(get_response: GetResponse) -> GetResponse:
    """Return a middleware that leads from a workshop's address in capitals or wide letters to the right one.

    Only where nothing is at the first. It looks nothing up: whether there is anything shows at the other.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        right = find_small_letters(request.path)
        if right in {"", request.path}:
            return response
        query = request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{quote(right)}?{query}" if query else quote(right))

    return middleware


def find_small_letters(path: str) -> str:
    """Return the address as it is written: small letters, no hidden signs; "" for none of a workshop.

    What ends letters is a secret, in which capitals are others than small letters.
    """
    folded = normalize("NFKC", path)
    parts = "".join(sign for sign in folded if category(sign) != "Cf").split("/")
    if len(parts) < 3 or parts[1].lower() != "workshops" or "letters" in (part.lower() for part in parts[3:]):
        return ""
    return "/".join(part.lower() for part in parts)
