"""How people come to work for a workshop: the operator invites them."""

from django.db import transaction

from workshops.domain.marks import require_not_left
from workshops.models import Invitation, Membership, User, Workshop
from workshops.rules import Role


def make_administrator(address: str) -> User:
    """Return the user of this address (in normal form), made if there is none, as a site administrator."""
    user, _is_new = User.objects.update_or_create(
        email=address, defaults={"is_staff": True, "is_superuser": True}
    )
    return user


def make_staff_member(address: str, workshop: Workshop, role: Role) -> Membership:
    """Return the place of this address (in normal form) in the workshop, with a staff role.

    User, invitation and place are made where there are none. Somebody who took part before keeps their
    place and with it their voice. Raises PermissionDenied for an address whose account was deleted.
    """
    require_not_left(workshop, address)
    with transaction.atomic():
        user, _is_new = User.objects.update_or_create(email=address, defaults={"is_staff": True})
        Invitation.objects.update_or_create(workshop=workshop, email=address, defaults={"role": role})
        membership, is_new = Membership.objects.get_or_create(
            user=user,
            workshop=workshop,
            defaults={"role": role, "admission": Membership.Admission.INVITATION},
        )
        if not is_new:
            membership.role = role
            membership.save(update_fields=["role"])
    return membership


def let_in(user: User, workshop: Workshop) -> Membership:
    """Return the user's place in the workshop, made if there is none, whoever is admitted: for trying out."""
    membership, _is_new = Membership.objects.get_or_create(user=user, workshop=workshop)
    if not membership.is_present:
        membership.role = Role.PARTICIPANT
        membership.save(update_fields=["role"])
    return membership
