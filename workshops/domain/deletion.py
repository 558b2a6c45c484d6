"""Deleting one's account. What was written and voted stays and is nobody's; the address votes no second time.

For each workshop a mark is left over the address, made with the workshop's key: a copy of the database does
not say which address it was, and with the key the mark goes too. See
`docs/decisions/0019-account-deletion.md`.
"""

import hashlib

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import KeyAway
from workshops.anonymity.tags import TAG_BYTES, Purpose, label_item
from workshops.domain.keys import open_tagger
from workshops.models import Left, Membership, OutboxEmail, Subscription, User, Workshop

NOT_NOW = _(
    "We could not delete your account, because part of the site is being mended. Nothing was deleted. "
    "Try again tomorrow."
)
CANNOT_CHECK = _("Nobody can join at the moment, because part of the site is being mended. Try again later.")
DELETED = _(
    "An account with this address was deleted. So that each person has one voice, the address can’t join "
    "this workshop again."
)


def delete_account(*, actor: User) -> None:
    """Delete the actor with address, second factor, memberships and letters; leave a mark in each workshop.

    Votes then belong to no member: they count, under no organisation, from the next release on. Raises
    KeyAway where the key of one of the workshops is not to be had: without the mark the address could vote
    again.
    """
    with transaction.atomic():
        # Nobody joins from another window meanwhile.
        user = User.objects.select_for_update().get(pk=actor.pk)
        places = Membership.objects.filter(user=user).select_related("workshop")
        workshops = [place.workshop for place in places]
        _leave_marks(user.email, [workshop for workshop in workshops if not workshop.is_shredded])
        joined = Workshop.objects.still_open().filter(pk__in=[workshop.pk for workshop in workshops])
        joined.update(recompute_all=True)
        Subscription.objects.filter(email=user.email).delete()
        OutboxEmail.objects.filter(recipient=user.email, claimed=False).delete()
        user.delete()


def has_left_for_good(workshop: Workshop, address: str) -> bool:
    """Return whether the account of this address (in normal form) was deleted while it was a member here.

    Raises KeyAway where that cannot be told.
    """
    marks = Left.objects.filter(workshop=workshop)
    if workshop.is_shredded or not marks.exists():
        return False
    try:
        return marks.filter(tag=_mark(workshop, address)).exists()
    except KeyAway as away:
        raise KeyAway(CANNOT_CHECK) from away


def require_not_left(workshop: Workshop, address: str) -> None:
    """Raise PermissionDenied, with words for the reader, for an address that has left for good."""
    if has_left_for_good(workshop, address):
        raise PermissionDenied(DELETED)


def _leave_marks(address: str, workshops: list[Workshop]) -> None:
    try:
        marks = [Left(workshop=workshop, tag=_mark(workshop, address)) for workshop in workshops]
    except KeyAway as away:
        raise KeyAway(NOT_NOW) from away
    Left.objects.bulk_create(marks, ignore_conflicts=True)


def _mark(workshop: Workshop, address: str) -> bytes:
    subject = hashlib.sha256(address.encode()).digest()[:TAG_BYTES]
    return open_tagger(workshop, Purpose.LEFT).one(label_item(Purpose.LEFT), subject)
