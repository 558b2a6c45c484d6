"""Inviting people by their addresses: what a pasted list says, line by line, and the letters that go out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.domain.admission import normalise_address
from workshops.domain.letters import absolute, write_letter
from workshops.domain.mail import queue_letters
from workshops.domain.timetable import list_dates
from workshops.models import Invitation, Membership, OutboxEmail, User, Workshop
from workshops.phases import Deed, Phase
from workshops.rules import STAFF_ROLES, Role

LONGEST_LIST = 2000
LETTERS_AT_ONCE = 500
# An address in brackets, as mail programs write it behind a name, or a word.
_PIECES = re.compile(r"<([^<>]+)>|([^\s,;<>]+)")
_QUOTES = "\"'“”‘’"


class Outcome(StrEnum):
    """What becomes of one address of a list."""

    NEW = "new"
    ALREADY = "already"
    OTHER_ROLE = "other_role"
    TWICE = "twice"
    NO_ADDRESS = "no_address"


class Sending(StrEnum):
    """When the letter of an invitation goes out."""

    SOON = "soon"
    ANNOUNCED = "announced"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class Line:
    """A piece of a list, its line (from 1), the address that it is in normal form, and its outcome."""

    number: int
    text: str
    address: str
    outcome: Outcome


def read_list(workshop: Workshop, text: str, role: str) -> list[Line]:
    """Return what stands in a pasted list: addresses by lines, commas or spaces, with names or without.

    Who was invited before is told; who has joined never is.
    """
    before = dict(Invitation.objects.filter(workshop=workshop).values_list("email", "role"))
    lines, seen = [], set[str]()
    for number, piece in _split(text):
        address = _read_address(piece)
        if not address:
            outcome = Outcome.NO_ADDRESS
        elif address in seen:
            outcome = Outcome.TWICE
        elif address in before:
            outcome = Outcome.ALREADY if before[address] == role else Outcome.OTHER_ROLE
        else:
            outcome = Outcome.NEW
        seen.add(address)
        lines.append(Line(number, piece, address, outcome))
    return lines


def invite(workshop: Workshop, lines: list[Line], role: str) -> int:
    """Store an invitation for each new address of a list and return how many; letters follow by themselves.

    Of two people who send one list at once, only one invites.
    """
    addresses = [line.address for line in lines if line.outcome == Outcome.NEW]
    with transaction.atomic():
        Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
        old = set(
            Invitation.objects.filter(workshop=workshop, email__in=addresses).values_list("email", flat=True)
        )
        made = Invitation.objects.bulk_create(
            Invitation(workshop=workshop, email=address, role=role)
            for address in addresses
            if address not in old
        )
    return len(made)


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
            queue_letters(_write_to(workshop, invitation) for invitation in some)
            Invitation.objects.filter(pk__in=[one.pk for one in some]).update(told=True)
        written += len(some)
    return written


def let_in(user: User, workshop: Workshop) -> Membership:
    """Return the user's place in the workshop, made if there is none, whoever is admitted: for trying out."""
    membership, _is_new = Membership.objects.get_or_create(user=user, workshop=workshop)
    if not membership.is_present:
        membership.role = Role.PARTICIPANT
        membership.save(update_fields=["role"])
    return membership


def _split(text: str) -> Iterator[tuple[int, str]]:
    """Yield each piece with its line. Beside an address in brackets, words without an @ are a name."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield from ((number, piece) for piece in _split_line(line) if piece)


def _split_line(line: str) -> list[str]:
    found = [(inside.strip(), word.strip(_QUOTES)) for inside, word in _PIECES.findall(line)]
    if not any(map(itemgetter(0), found)):
        return [word for _inside, word in found]
    return [inside or word for inside, word in found if inside or "@" in word]


def _read_address(piece: str) -> str:
    """Return an address in normal form, "" for what is none."""
    try:
        address = normalise_address(piece.removeprefix("mailto:"))
        validate_email(address)
    except (ValueError, ValidationError):
        return ""
    return address


def _roles_to_write_to(workshop: Workshop) -> list[str]:
    """Staff prepare a draft; everybody else hears of it when they can join, and nobody after the close."""
    if workshop.phase in (Phase.CLOSED, Phase.PUBLISHED):
        return []
    return [*STAFF_ROLES, Role.PARTICIPANT] if workshop.allows(Deed.JOIN) else [*STAFF_ROLES]


def _write_to(workshop: Workshop, invitation: Invitation) -> OutboxEmail:
    subject = _("You are invited: %(title)s") % {"title": workshop.title}
    context = {
        "workshop": workshop,
        "role": invitation.get_role_display() if invitation.role in STAFF_ROLES else "",
        "address": absolute(reverse("workshops:membership", args=[workshop.slug])),
        "dates": list_dates(workshop),
    }
    letter = write_letter("invitation", subject, context)
    return OutboxEmail(
        key=hashlib.sha256(f"invitation {invitation.pk}".encode()).hexdigest(),
        recipient=invitation.email,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
    )
