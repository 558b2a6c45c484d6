"""Who may make workshops: people whom a site administrator has allowed to, and administrators themselves."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from workshops.domain.keys import create_with_key
from workshops.domain.staffing import end_staff_rights, make_staff_member, record
from workshops.models import Membership, StaffChange, User, Workshop
from workshops.rules import Role


def may_make_workshops(user: User | AnonymousUser) -> bool:
    """Return whether this user may make a workshop of their own."""
    return isinstance(user, User) and (user.makes_workshops or user.is_superuser)


def list_makers() -> QuerySet[User]:
    """Return who was allowed to make workshops, by their addresses."""
    return User.objects.filter(makes_workshops=True).order_by("email")


def allow_to_make(address: str, *, actor: User | None) -> User:
    """Return the user of this address (in normal form), made if there is none, who may make workshops now.

    `actor` None is the operator.
    """
    with transaction.atomic():
        user, _is_new = User.objects.select_for_update().get_or_create(email=address)
        if not user.makes_workshops:
            user.is_staff = user.makes_workshops = True
            user.save(update_fields=["is_staff", "makes_workshops"])
            record(user, StaffChange.StaffRole.MAKER, StaffChange.Kind.GIVEN, actor=actor)
    return user


def stop_making(*, actor: User | None, person: User) -> None:
    """Let somebody make no more workshops, and end their sessions. Those that they organise stay theirs.

    `actor` None is the operator. Raises PermissionDenied for somebody who may make none.
    """
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=person.pk)
        if not user.makes_workshops:
            raise PermissionDenied(_("This person may not make workshops."))
        User.objects.filter(pk=user.pk).update(makes_workshops=False)
        end_staff_rights(user)
        record(user, StaffChange.StaffRole.MAKER, StaffChange.Kind.TAKEN, actor=actor)


def make_own_workshop(
    workshop: Workshop, *, actor: User, furnish: Callable[[Membership], None]
) -> Membership:
    """Save a new workshop with its key, and return the actor's membership in it: they organise it.

    `furnish` puts into it what it begins with; where it fails nothing is made. Raises PermissionDenied for
    somebody who may make none.
    """
    if not may_make_workshops(actor):
        raise PermissionDenied(_("Ask a site administrator to let you make workshops."))
    with create_with_key(workshop):
        membership = make_staff_member(actor.email, workshop, Role.ORGANISER)
        furnish(membership)
    return membership
