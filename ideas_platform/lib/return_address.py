"""The safe way back: a page that comes between carries in `next` the address that one goes on to from it."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

# What a browser says of a link on our own pages, and of an address that somebody typed.
FROM_HERE = frozenset({"same-origin", "none"})


def is_from_here(request: HttpRequest) -> bool:
    """Return whether no other website asks for this, as far as the browser says."""
    return request.headers.get("Sec-Fetch-Site", "none") in FROM_HERE


def is_ours(request: HttpRequest, address: str) -> bool:
    """Return whether this address leads to a page of this site, whatever a browser makes of it."""
    is_here = url_has_allowed_host_and_scheme(
        address, {request.get_host()}, require_https=request.is_secure()
    )
    return is_here and "\x00" not in address


def find_return(request: HttpRequest, default: str = "") -> str:
    """Return where this page was asked to go on to; the default where it was not, or would lead away."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    return asked if is_ours(request, asked) else default


def add_return(page: str, back: str, *, code: str = "") -> str:
    """Return the address of a page from which one goes on to `back`, if that is not "".

    `code` is a join code, which pages of signing in and joining look for in their own address.
    """
    words = {REDIRECT_FIELD_NAME: back, "code": code}
    query = urlencode({name: word for name, word in words.items() if word})
    return f"{page}?{query}" if query else page


def pass_on_return(request: HttpRequest, name: str) -> str:
    """Return the address of the page of this name, from which one goes on to where this one would lead."""
    return add_return(reverse(name), find_return(request))
