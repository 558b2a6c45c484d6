"""Inviting people by their addresses, and the letters that go out.

One rule holds for all of it: nothing here asks whether somebody has joined. What organisers see, to whom
letters go and how many they are follows from what organisers do, and from the close, alone.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ideas_platform.lib.refusals import TooMany, WrongPhase
from workshops.domain.invitation_lists import Line, Outcome
from workshops.domain.letters import Written, absolute, write_letter
from workshops.domain.mail import queue_letters
from workshops.domain.timetable import list_dates
from workshops.models import Invitation, InvitationTally, Membership, OutboxEmail, User, Workshop
from workshops.phases import OVER, Deed, Phase
from workshops.rules import STAFF_ROLES, Role

LETTERS_AT_ONCE = 500
# What one workshop may invite: an account that is stolen sends so many letters, and no more.
MOST_IN_A_DAY, MOST_IN_ALL = 4_000, 25_000


class Sending(StrEnum):
    """When the letter of an invitation goes out."""

    SOON = "soon"
    ANNOUNCED = "announced"
    NOT_NOW = "not_now"


def invite(workshop: Workshop, lines: list[Line], role: str) -> int:
    """Store an invitation for each new address of a list and return how many; letters follow by themselves.

    Of two people who send one list at once, only one invites. Raises WrongPhase after the close, when there
    is nothing more to take part in, and TooMany where it were more than one workshop may invite.
    """
    new = {line.address: line for line in lines if line.outcome == Outcome.NEW}
    if role == Role.PARTICIPANT and workshop.phase in OVER:
        raise WrongPhase
    with transaction.atomic():
        Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
        old = Invitation.objects.filter(workshop=workshop, email__in=new).values_list("email", flat=True)
        for address in list(old):
            del new[address]
        _count_invited(workshop, len(new))
        made = Invitation.objects.bulk_create(
            Invitation(
                workshop=workshop,
                email=address,
                role=role,
                organisation=line.organisation,
            )
            for address, line in sorted(new.items())
        )
    return len(made)


def count_left_today(workshop: Workshop) -> int:
    """Return how many people may still be invited today."""
    tally = InvitationTally.objects.filter(workshop=workshop).first() or InvitationTally(workshop=workshop)
    today = tally.invited_on_day if tally.day == timezone.localdate() else 0
    return max(0, min(MOST_IN_A_DAY - today, MOST_IN_ALL - tally.invited))


def find_sending(workshop: Workshop, role: str) -> Sending:
    """Return when letters to people of this role go out; the workshop must come from `with_phase()`."""
    if role in _roles_to_write_to(workshop):
        return Sending.SOON
    return Sending.ANNOUNCED if workshop.phase == Phase.DRAFT else Sending.NOT_NOW


def write_invitations() -> int:
    """Queue the letters of invitations that have had none, where one can join; return how many.

    The mark goes in the transaction that queues the letter: nobody gets two.
    """
    written = 0
    untold = Invitation.objects.filter(told=False)
    for workshop in Workshop.objects.filter(pk__in=untold.values("workshop")).with_phase():
        roles = _roles_to_write_to(workshop)
        with transaction.atomic():
            rows = untold.filter(workshop=workshop, role__in=roles).select_for_update(skip_locked=True)
            some = list(rows.order_by("pk")[:LETTERS_AT_ONCE])
            queue_letters(write_invitation(workshop, invitation) for invitation in some)
            # A reminder that all had before is behind them: the first letter is not followed by it at once.
            tally = InvitationTally.objects.filter(workshop=workshop).first()
            done = Invitation.objects.filter(pk__in=[one.pk for one in some])
            done.update(told=True, reminders=tally.reminders if tally else 0)
        written += len(some)
    return written


def let_in(user: User, workshop: Workshop) -> Membership:
    """Return the user's membership of the workshop, made if there is none, whoever is admitted: a trial."""
    membership, _is_new = Membership.objects.get_or_create(user=user, workshop=workshop)
    if not membership.is_present:
        membership.role = Role.PARTICIPANT
        membership.save(update_fields=["role"])
    return membership


def write_invitation(workshop: Workshop, invitation: Invitation) -> OutboxEmail:
    """Return the letter of an invitation; of each invitation it is one."""
    subject = _("You are invited: %(title)s") % {"title": workshop.title}
    context = describe_invitation(workshop, invitation)
    letter = write_letter("invitation", subject, context)
    return address_letter(letter, invitation, "invitation")


def describe_invitation(workshop: Workshop, invitation: Invitation) -> dict[str, Any]:
    """Return what the letters of an invitation say."""
    return {
        "workshop": workshop,
        "role": invitation.get_role_display() if invitation.role in STAFF_ROLES else "",
        "address": absolute(reverse("workshops:membership", args=[workshop.slug])),
        "dates": list_dates(workshop),
    }


def address_letter(letter: Written, invitation: Invitation, occasion: str) -> OutboxEmail:
    """Return a letter to who is invited; of each occasion one is ever in the outbox."""
    return OutboxEmail(
        key=hashlib.sha256(f"{occasion} {invitation.pk}".encode()).hexdigest(),
        recipient=invitation.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
    )


def _roles_to_write_to(workshop: Workshop) -> list[str]:
    """Staff prepare a draft; everybody else hears of it when they can join, and nobody after the close."""
    if workshop.phase in OVER:
        return []
    return [*STAFF_ROLES, Role.PARTICIPANT] if workshop.allows(Deed.JOIN) else [*STAFF_ROLES]


def _count_invited(workshop: Workshop, number: int) -> None:
    """Count so many more; call it while the workshop is locked. Raises TooMany."""
    tally, _is_new = InvitationTally.objects.get_or_create(workshop=workshop)
    if number > count_left_today(workshop):
        words = _("A workshop can invite %(day)s people a day and %(all)s in all. That would be more.")
        raise TooMany(words % {"day": f"{MOST_IN_A_DAY:,}", "all": f"{MOST_IN_ALL:,}"})
    today = timezone.localdate()
    tally.invited_on_day = number + (tally.invited_on_day if tally.day == today else 0)
    tally.invited, tally.day = tally.invited + number, today
    tally.save(update_fields=["invited", "invited_on_day", "day"])
