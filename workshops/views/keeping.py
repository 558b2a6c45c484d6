"""What somebody sends who is not signed in, or has not joined: it waits until they are and have."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect

from ideas_platform.lib.responses import is_htmx, see_other
from workshops.domain.visits import find_way_in, visit_workshop
from workshops.pending_cookie import hand_out, keep_form

# What is longer could not be sent either; its beginning is kept.
MOST_CHARACTERS = 12_000


def keep_unless_member(
    request: HttpRequest, slug: str, names: Iterable[str], *, place: str = ""
) -> HttpResponse | None:
    """Keep the named fields of the form, and return the way to signing in or joining; None for a member.

    The way leads back to `place`, by default the address of the form. A site administrator is a member here.
    Raises Http404 for a workshop that the visitor may not know of, TooMany where too many texts wait.
    """
    visit = visit_workshop(request.user, slug)
    if visit.membership is not None or getattr(request.user, "is_superuser", False):
        return None
    fields = {name: request.POST.get(name, "")[:MOST_CHARACTERS] for name in names}
    secret, back = keep_form(request, fields, place=place)
    way = find_way_in(visit, back=back)
    response: HttpResponse = HttpResponseClientRedirect(way) if is_htmx(request) else see_other(way)
    hand_out(response, secret)
    return response
