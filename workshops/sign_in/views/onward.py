"""Where one goes on to after signing in, the join code that one brings, and the ways in besides the code."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from ideas_platform.lib.return_address import add_return, find_return
from workshops.sign_in.views.pending_text import find_way_to_pending


def find_onward(request: HttpRequest) -> str:
    """Return where to go afterwards, "" for nowhere in particular. The join code of this page goes with it.

    Who came by no link finds the text that waits for them: this page has promised it.
    """
    address = find_return(request) or find_way_to_pending(request)
    code = _code_in(request.GET)
    if not address or not code or code == _code_in(_query_of(address)):
        return address
    query = _query_of(address).copy()
    query["code"] = code
    return urlsplit(address)._replace(query=query.urlencode()).geturl()


def find_join_code(request: HttpRequest) -> str:
    """Return the join code that the address of this page, or of the one to go on to, carries."""
    return _code_in(request.GET) or join_code_of(find_onward(request))


def join_code_of(address: str) -> str:
    """Return the join code that this address carries, "" for none."""
    return _code_in(_query_of(address))


def list_providers(request: HttpRequest) -> list[dict[str, str]]:
    """Return the providers of organisations through which one may sign in: `name`, and `url` to begin."""
    onward, code = find_onward(request), find_join_code(request)
    return [
        {
            "name": provider.name,
            "url": add_return(reverse("single_sign_on", args=[provider.id]), onward, code=code),
        }
        for provider in settings.SSO_PROVIDERS
    ]


def _query_of(address: str) -> QueryDict:
    return QueryDict(urlsplit(address).query)


def _code_in(query: QueryDict) -> str:
    return str(query.get("code") or "").replace("\x00", "")
