"""Who of the staff works on which workshop."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from workshops.models import Membership, User, Workshop
from workshops.models.people import MembershipQuerySet
from workshops.models.workshop_queries import WorkshopQuerySet
from workshops.rules import STAFF_ROLES, Role


def list_staffed(user: User | AnonymousUser, roles: Iterable[Role] = STAFF_ROLES) -> WorkshopQuerySet:
    """Return the workshops in which this user has one of the roles; all of them for a site administrator."""
    if user.is_superuser:
        return Workshop.objects.all()
    memberships = list_memberships(user).filter(role__in=set(roles))
    return Workshop.objects.filter(pk__in=memberships.values("workshop"))


def list_memberships(user: User | AnonymousUser) -> MembershipQuerySet:
    """Return the memberships in which this user belongs to a design group or to the organisers."""
    if not isinstance(user, User):
        return Membership.objects.none()
    return Membership.objects.staff().filter(user=user)
