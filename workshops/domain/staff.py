"""Who of the staff works on which workshop."""

from collections.abc import Iterable

from django.db.models import QuerySet

from workshops.models import Membership, User, Workshop
from workshops.rules import STAFF_ROLES, Role


def list_staffed(user: User, roles: Iterable[Role] = STAFF_ROLES) -> QuerySet[Workshop]:
    """Return the workshops in which this user has one of the roles; all of them for a site administrator."""
    if user.is_superuser:
        return Workshop.objects.all()
    places = Membership.objects.filter(user=user, role__in=set(roles))
    return Workshop.objects.filter(pk__in=places.values("workshop"))


def list_places(user: User) -> QuerySet[Membership]:
    """Return the memberships in which this user belongs to a design group or to the organisers."""
    return Membership.objects.staff().filter(user=user)
