"""Who looks at which workshop: worked out once for each request."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from ideas_platform.lib.refusals import JoinFirst
from workshops.models import Membership, User, Workshop


@dataclass(frozen=True)
class Visit:
    """A workshop and the visitor's membership in it, if any."""

    user: User | AnonymousUser
    workshop: Workshop
    membership: Membership | None


def visit_workshop(user: User | AnonymousUser, slug: str) -> Visit:
    """Return the visit; raises Http404 for a workshop that this user may not know of."""
    workshop = get_object_or_404(Workshop.objects.visible_to(user).with_phase(), slug=slug)
    membership = None
    if user.is_authenticated:
        membership = Membership.objects.present().filter(user=user, workshop=workshop).first()
        if membership is not None:
            membership.workshop = workshop
    return Visit(user, workshop, membership)


def visit_as_member(user: User | AnonymousUser, slug: str, *, back: str) -> Visit:
    """Return the visit of a member (or of a site administrator, who may read).

    Raises JoinFirst, with an address that leads back to `back`, for everybody else.
    """
    visit = visit_workshop(user, slug)
    if visit.membership is not None or getattr(user, "is_superuser", False):
        return visit
    name = "workshops:membership" if user.is_authenticated else "sign_in"
    address = reverse(name, args=[slug] if user.is_authenticated else [])
    raise JoinFirst(f"{address}?{urlencode({'next': back})}")
