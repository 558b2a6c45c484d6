"""What somebody sends who is not signed in, or has not joined: it waits until they are and have."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from ideas_platform.lib.refusals import TooMany
from ideas_platform.lib.responses import is_htmx, see_other
from workshops.domain.visits import Visit, find_way_in, visit_workshop
from workshops.sign_in.pending import Fields
from workshops.sign_in.pending_cookie import Back, keep_form, set_pending_cookie

# What is longer could not be sent either; its beginning is kept.
MOST_CHARACTERS = 12_000


def read_fields(request: HttpRequest, names: Iterable[str]) -> Fields:
    """Return what was sent under these names."""
    return {name: request.POST.get(name, "")[:MOST_CHARACTERS] for name in names}


def keep_unless_member(
    request: HttpRequest, slug: str, names: Iterable[str], back: Back | None = None
) -> HttpResponse | None:
    """Keep the named fields of the form, and return the way to signing in or joining; None for a member.

    The way leads back to `back`, by default the address of the form. A site administrator is a member here.
    Raises Http404 for a workshop that the visitor may not know of, TooMany where too many texts wait.
    """
    visit = visit_workshop(request.user, slug)
    if visit.reads_as_member:
        return None
    return keep_for_sign_in(request, visit, read_fields(request, names), back)


def keep_for_sign_in(
    request: HttpRequest, visit: Visit, fields: Fields, back: Back | None = None
) -> HttpResponse:
    """Keep what was sent, and return the way to signing in or joining and back. Raises TooMany."""
    value, address = keep_form(request, fields, back)
    way = find_way_in(visit, back=address)
    response: HttpResponse = HttpResponseClientRedirect(way) if is_htmx(request) else see_other(way)
    set_pending_cookie(response, value)
    return response


def keep_for_next_page(request: HttpRequest, visit: Visit, fields: Fields, back: Back) -> HttpResponse | None:
    """Keep what was sent, and return a 303 to the page that goes on with it, which can be loaded again.

    None where too many texts wait: then the text stays on the page that answers.
    """
    owner = getattr(visit.user, "email", "") if visit.membership is not None else ""
    try:
        value, address = keep_form(request, fields, back, owner=owner)
    except TooMany:
        return None
    response = see_other(address)
    set_pending_cookie(response, value)
    return response
