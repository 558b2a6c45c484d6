"""Joining, changing one's details, leaving. Who leaves and joins again is the same voice.

None of it changes what is counted of somebody, but for the first time that they join: `counted.py` says when.
"""

from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ideas_platform.lib.refusals import WrongPhase
from workshops.domain.admission import find_admission, find_code
from workshops.domain.departed_addresses import require_not_departed
from workshops.domain.staffing import find_offer, let_work
from workshops.domain.subscriptions import end_letters
from workshops.models import Borough, Group, JoinCode, Membership, Organisation, SlipPile, User, Workshop
from workshops.phases import Deed
from workshops.rules import Role


@dataclass(frozen=True)
class Details:
    """What a workshop may ask of those who join; each of it optional."""

    organisation: Organisation | None = None
    borough: Borough | None = None
    group: Group | None = None


def join_workshop(
    *, actor: User, workshop: Workshop, details: Details, code: str = "", pile: SlipPile | None = None
) -> Membership:
    """Make the actor a member and return the membership, the old one where there is one.

    `pile` is that of a slip which has just been spent: whoever brings one is let in.

    Raises WrongPhase where nobody can join now, PermissionDenied where the address is not admitted or its
    account was deleted, KeyAway where the latter cannot be told.
    """
    with transaction.atomic():
        workshop = Workshop.objects.with_phase().get(pk=workshop.pk)
        admission = _require_admission(actor, workshop, code, pile)
        membership, is_new = Membership.objects.select_for_update().get_or_create(
            user=actor, workshop=workshop, defaults={"admission": admission}
        )
        if is_new or not membership.is_present:
            membership.role = _role_offered(actor, workshop)
            if admission == Membership.Admission.CODE:
                details = replace(details, organisation=_find_organisation(membership, code, is_new=is_new))
                membership.join_code = membership.join_code or JoinCode.objects.meant_by(code).first()
            elif admission == Membership.Admission.SLIP:
                details = replace(details, organisation=_take_pile(membership, pile, is_new=is_new))
        elif pile is not None:
            # Who is a member stays what they are: the slip is spent, and nothing else has changed.
            return membership
        _write_details(membership, details, is_new=is_new)
    return membership


def _take_pile(membership: Membership, pile: SlipPile | None, *, is_new: bool) -> Organisation | None:
    """Note of which pile the slip was, and return the organisation that whoever brought it belongs to."""
    organisation = pile.organisation if pile and is_new else membership.counted_organisation
    membership.slip_pile = membership.slip_pile or pile
    return organisation


def _require_admission(actor: User, workshop: Workshop, code: str, pile: SlipPile | None) -> str:
    """Return as what the actor is let in now; raises what `join_workshop` raises."""
    if not workshop.allows(Deed.JOIN) and find_offer(actor, workshop) is None:
        raise WrongPhase
    admission = Membership.Admission.SLIP if pile else find_admission(workshop, actor.email, code)
    # Whoever deletes their account, or changes its address, in another window is a member before it or
    # not at all.
    myself = User.objects.select_for_update().filter(pk=actor.pk, email=actor.email)
    if admission is None or not myself:
        raise PermissionDenied
    require_not_departed(workshop, actor.email)
    return admission


def change_details(*, actor: Membership, details: Details) -> None:
    """Store what a member now says of themselves; it is counted when ten or more have changed theirs."""
    with transaction.atomic():
        membership = Membership.objects.select_for_update().get(pk=actor.pk)
        _write_details(membership, details)


def leave_workshop(*, actor: Membership) -> None:
    """Forget what was told. What is counted stays: nothing shows, and coming back is the same voice."""
    with transaction.atomic():
        membership = Membership.objects.select_for_update().get(pk=actor.pk)
        membership.role = Role.LEFT
        _write_details(membership, Details())
        if membership.user is not None:
            end_letters(actor=membership.user, workshop=membership.workshop)


def _write_details(membership: Membership, details: Details, *, is_new: bool = False) -> None:
    membership.organisation, membership.borough, membership.group = (
        details.organisation,
        details.borough,
        details.group,
    )
    if is_new:
        membership.count_as_told()
    membership.save()


def _role_offered(user: User, workshop: Workshop) -> str:
    role = find_offer(user, workshop)
    if role is None:
        return Role.PARTICIPANT
    let_work(user, role, workshop)
    return role


def _find_organisation(membership: Membership, code: str, *, is_new: bool) -> Organisation | None:
    """Return the organisation of the code. Who comes back has used it before, and takes no other use."""
    return _use_code(membership.workshop, code) if is_new else membership.counted_organisation


def _use_code(workshop: Workshop, code: str) -> Organisation:
    """Take one use off the code and return its organisation; raises PermissionDenied where none is left."""
    found = find_code(workshop, code)
    if found is None:
        raise PermissionDenied
    usable = JoinCode.objects.usable(timezone.localdate()).filter(pk=found.pk)
    if not usable.update(uses_left=F("uses_left") - 1):
        raise PermissionDenied
    return found.organisation
