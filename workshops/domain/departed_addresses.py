"""Marks over addresses that cannot join a workshop, so that one person stays one voice.

A mark (`DepartedAddress`) is made with the workshop's key: a copy of the database does not say which address
it was, and with the key the marks go too. Beside the mark over an address that its owner has changed stands
a second one, mixed with the owner's membership, by whom alone the address can be taken again. Nobody can
tell the two apart.
"""

import hashlib
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES, Purpose, label_item
from ideas_platform.lib.refusals import KeyAway
from workshops.domain.keys import open_tagger
from workshops.models import DepartedAddress, Membership, Workshop

CANNOT_CHECK = _("Nobody can join at the moment, because part of the site is being mended. Try again later.")
GONE = _(
    "An account with this address was deleted, or has another address now. So that each person has one "
    "voice, the address can’t join this workshop again."
)


def is_departed(workshop: Workshop, address: str) -> bool:
    """Return whether this address (in normal form) belonged to a member here and does so no more.

    Raises KeyAway where that cannot be told.
    """
    marks = DepartedAddress.objects.filter(workshop=workshop)
    if workshop.is_shredded or not marks.exists():
        return False
    try:
        return marks.filter(tag=_mark(workshop, address)).exists()
    except KeyAway as away:
        raise KeyAway(CANNOT_CHECK) from away


def require_not_departed(workshop: Workshop, address: str) -> None:
    """Raise PermissionDenied, with words for the reader, for an address that has left for good."""
    if is_departed(workshop, address):
        raise PermissionDenied(GONE)


def note_departed_addresses(address: str, workshops: Iterable[Workshop]) -> None:
    """Shut these workshops, none of them shredded, to an address. Raises KeyAway where a key is away."""
    _store(DepartedAddress(workshop=workshop, tag=_mark(workshop, address)) for workshop in workshops)


def is_shut_to(address: str, memberships: Iterable[Membership]) -> bool:
    """Return whether a workshop of these memberships, none of them shredded, is shut to this address.

    It is not where the owner of the membership left the mark. Raises KeyAway where a key is away, whatever
    the address is.
    """
    found = [_is_shut(membership, address) for membership in memberships]
    return any(found)


def _is_shut(membership: Membership, address: str) -> bool:
    both = _mark(membership.workshop, address), _own_mark(membership, address)
    found = DepartedAddress.objects.filter(workshop=membership.workshop, tag__in=both).values_list(
        "tag", flat=True
    )
    marks = {bytes(tag) for tag in found}
    return both[0] in marks and both[1] not in marks


def move_marks(memberships: Iterable[Membership], *, old: str, new: str) -> None:
    """Shut the workshops of these memberships of one person to the old address; the person may take it again.

    Marks over the new address, if it was theirs before, go. Raises KeyAway where a key is away.
    """
    for membership in memberships:
        workshop = membership.workshop
        taken = [_mark(workshop, new), _own_mark(membership, new)]
        DepartedAddress.objects.filter(workshop=workshop, tag__in=taken).delete()
        marks = (_mark(workshop, old), _own_mark(membership, old))
        _store(DepartedAddress(workshop=workshop, tag=mark) for mark in marks)


def _store(marks: Iterable[DepartedAddress]) -> None:
    DepartedAddress.objects.bulk_create(marks, ignore_conflicts=True)


def _mark(workshop: Workshop, address: str) -> bytes:
    return open_tagger(workshop, Purpose.LEFT).one(label_item(Purpose.LEFT), _digest(address))


def _own_mark(membership: Membership, address: str) -> bytes:
    return open_tagger(membership.workshop, Purpose.LEFT).one(
        _digest(address), bytes(membership.vote_subject or b"")
    )


def _digest(address: str) -> bytes:
    return hashlib.sha256(address.encode()).digest()[:TAG_BYTES]
