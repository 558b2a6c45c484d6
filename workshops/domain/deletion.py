"""Deleting one's account. What was written and voted stays and is nobody's; the address votes no second time.

See `docs/decisions/0019-account-deletion.md`.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import KeyAway
from workshops.domain.departed_addresses import note_departed_addresses
from workshops.models import Membership, OutboxEmail, Subscription, User, Workshop
from workshops.models.people import ATTRIBUTES
from workshops.models.subscriptions import Letter
from workshops.phases import Deed
from workshops.rules import Role

NOT_NOW = _(
    "We could not delete your account, because part of the site is being mended. Nothing was deleted. "
    "Try again tomorrow."
)

# What goes on counting. Whatever else there is of a member goes with the account.
COUNTED = (
    "workshop_id",
    "vote_subject",
    "text_subject",
    "admission",
    *(f"counted_{attribute}_id" for attribute in ATTRIBUTES),
)


def delete_account(*, actor: User) -> None:
    """Delete the actor with address, second factor, details and letters; leave two rows in each workshop.

    One is a mark over the address, which cannot join again. The other is a member without user, so that
    votes count as before and no score tells who went. Neither knows of the other. Raises KeyAway where the
    key of one of the workshops is not to be had: without the mark the address could vote again.
    """
    with transaction.atomic():
        # Nobody joins from another window meanwhile.
        user = User.objects.select_for_update().get(pk=actor.pk)
        memberships = [
            membership for membership in _lock_memberships(user) if not membership.workshop.is_shredded
        ]
        _leave_marks(user.email, [membership.workshop for membership in memberships])
        Membership.objects.bulk_create(_without_person(membership) for membership in memberships)
        _end_letters(user.email)
        OutboxEmail.objects.filter(recipient=user.email, claimed=False).delete()
        user.delete()


def list_workshops_to_look_at(user: User) -> list[Workshop]:
    """Return the open workshops of this user, in which what one wrote can be taken back first."""
    memberships = Membership.objects.present().filter(user=user)
    found = Workshop.objects.with_phase().filter(pk__in=memberships.values("workshop")).order_by("title")
    return [workshop for workshop in found if workshop.allows(Deed.WITHDRAW)]


def _lock_memberships(user: User) -> list[Membership]:
    rows = Membership.objects.select_for_update(of=("self",)).filter(user=user)
    return list(rows.select_related("workshop"))


def _without_person(membership: Membership) -> Membership:
    """Return a new row that counts as this one did. It refers to nobody, and nothing refers to it."""
    kept = {name: getattr(membership, name) for name in COUNTED}
    return Membership(user=None, role=Role.LEFT, nights_to_wait=0, **kept)


def _end_letters(address: str) -> None:
    """End the letters that somebody left this address for.

    Where organisers named it for the weekly summary it stays as it is, as an invitation does: a line that
    goes from their list would tell them that there was an account, and that it is deleted.
    """
    rows = Subscription.objects.filter(email=address)
    rows.update(**{letter.value: False for letter in Letter if letter != Letter.SUMMARY})
    rows.exclude(named=True).delete()


def _leave_marks(address: str, workshops: list[Workshop]) -> None:
    try:
        note_departed_addresses(address, workshops)
    except KeyAway as away:
        raise KeyAway(NOT_NOW) from away
