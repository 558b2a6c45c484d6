"""How people come to work for a workshop or the whole site, and how that ends. Each change is recorded."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from workshops.domain.departed_addresses import require_not_departed
from workshops.models import Invitation, Membership, StaffChange, User, Workshop
from workshops.rules import STAFF_ROLES, Role


def make_administrator(address: str) -> User:
    """Return the user of this address (in normal form), made if there is none, as a site administrator."""
    with transaction.atomic():
        user, _is_new = User.objects.select_for_update().get_or_create(email=address)
        if not user.is_superuser:
            user.is_staff = user.is_superuser = True
            user.save(update_fields=["is_staff", "is_superuser"])
            record(user, StaffChange.StaffRole.ADMINISTRATOR, StaffChange.Kind.GIVEN)
    return user


def make_staff_member(address: str, workshop: Workshop, role: Role) -> Membership:
    """Return the membership of this address (in normal form) in the workshop, with a staff role.

    User, invitation and membership are made where there are none. Somebody who took part before keeps their
    membership and with it their voice. Raises PermissionDenied for an address whose account was deleted.
    """
    require_not_departed(workshop, address)
    with transaction.atomic():
        user, _is_new = User.objects.update_or_create(email=address, defaults={"is_staff": True})
        Invitation.objects.update_or_create(workshop=workshop, email=address, defaults={"role": role})
        membership, is_new = Membership.objects.get_or_create(
            user=user,
            workshop=workshop,
            defaults={"role": role, "admission": Membership.Admission.INVITATION},
        )
        if is_new or membership.role != role:
            membership.role = role
            membership.save(update_fields=["role"])
            record(user, role, StaffChange.Kind.GIVEN, workshop=workshop)
    return membership


def find_offer(user: User | AnonymousUser, workshop: Workshop) -> Role | None:
    """Return the staff role that this user is invited to take in the workshop, None for none."""
    if not isinstance(user, User):
        return None
    offered = Invitation.objects.filter(workshop=workshop, email=user.email, role__in=STAFF_ROLES)
    role = offered.values_list("role", flat=True).first()
    return Role(role) if role else None


def accept_offer(*, actor: Membership) -> Role:
    """Let a member take the staff role they are invited to, with the same voice; return the role.

    Raises PermissionDenied for somebody who is not invited, or has left.
    """
    with transaction.atomic():
        memberships = Membership.objects.select_for_update(of=("self",)).select_related("user", "workshop")
        membership = memberships.get(pk=actor.pk)
        role = (
            find_offer(membership.user, membership.workshop)
            if membership.user and membership.is_present
            else None
        )
        if role is None or membership.user is None:
            raise PermissionDenied(_("You are not invited to help run this workshop."))
        if membership.role != role:
            membership.role = role
            membership.save(update_fields=["role"])
            let_work(membership.user, role, membership.workshop)
    return role


def let_work(user: User, role: str, workshop: Workshop) -> None:
    """Open the admin to somebody who has just accepted a staff role, and record it. In a transaction."""
    User.objects.filter(pk=user.pk).update(is_staff=True)
    record(user, role, StaffChange.Kind.ACCEPTED, workshop=workshop)


def dismiss_from_workshop(*, actor: User | None, person: User, workshop: Workshop) -> str:
    """Take a staff role away, end the person's sessions, and return the role; `actor` None is the operator.

    They go on as a participant with the same voice. The invitation that gave the role goes too. Raises
    PermissionDenied where they have none, and where an organiser would leave the workshop without one.
    """
    with transaction.atomic():
        staff = Membership.objects.staff().filter(workshop=workshop).select_for_update().order_by("pk")
        membership = next((one for one in staff if one.user_id == person.pk), None)
        if membership is None:
            raise PermissionDenied(_("This person is not on the staff of the workshop."))
        _require_another_organiser(actor, membership, list(staff))
        role, membership.role = membership.role, Role.PARTICIPANT
        membership.save(update_fields=["role"])
        Invitation.objects.filter(workshop=workshop, email=person.email, role__in=STAFF_ROLES).delete()
        end_staff_rights(person)
        record(person, role, StaffChange.Kind.TAKEN, workshop=workshop, actor=actor)
    return role


def dismiss_administrator(*, actor: User | None, person: User) -> None:
    """Take the rights of a site administrator away and end their sessions; `actor` None is the operator.

    Raises PermissionDenied for somebody who is none, and for the last one.
    """
    with transaction.atomic():
        # All of them are locked: two who dismiss each other at once would leave nobody.
        everyone = list(User.objects.filter(is_superuser=True).select_for_update().order_by("pk"))
        if person not in everyone:
            raise PermissionDenied(_("This person is not a site administrator."))
        if len(everyone) == 1:
            raise PermissionDenied(
                _("This is the last site administrator. Make another one first, then come back.")
            )
        User.objects.filter(pk=person.pk).update(is_superuser=False)
        end_staff_rights(person)
        record(person, StaffChange.StaffRole.ADMINISTRATOR, StaffChange.Kind.TAKEN, actor=actor)


def record(
    person: User,
    role: str,
    kind: StaffChange.Kind,
    *,
    workshop: Workshop | None = None,
    actor: User | None = None,
) -> None:
    """Note that a role was given or taken away, today, and by whom."""
    StaffChange.objects.create(workshop=workshop, person=person, role=role, kind=kind, acted_by=actor)


def _require_another_organiser(actor: User | None, membership: Membership, staff: list[Membership]) -> None:
    others = [one for one in staff if one.is_organiser and one.pk != membership.pk]
    by_organiser = actor is not None and not actor.is_superuser
    if by_organiser and membership.is_organiser and not others:
        raise PermissionDenied(
            _("This is the last organiser of the workshop. Invite another one first, then come back.")
        )


def end_staff_rights(person: User) -> None:
    """Close the admin to somebody who works nowhere any more, and sign them out everywhere."""
    user = User.objects.select_for_update().get(pk=person.pk)
    works_somewhere = (
        user.is_superuser or user.makes_workshops or Membership.objects.staff().filter(user=user).exists()
    )
    User.objects.filter(pk=user.pk).update(is_staff=works_somewhere)
    user.end_sessions()
