"""Deleting one's account. What was written and voted stays and is nobody's; the address votes no second time.

See `docs/decisions/0019-account-deletion.md`.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import KeyAway
from workshops.domain.marks import leave_marks
from workshops.models import Membership, OutboxEmail, Subscription, User, Workshop

NOT_NOW = _(
    "We could not delete your account, because part of the site is being mended. Nothing was deleted. "
    "Try again tomorrow."
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
        # Before the workshops, as in leaving: the other order could deadlock.
        places = (
            Membership.objects.select_for_update(of=("self",)).filter(user=user).select_related("workshop")
        )
        workshops = [place.workshop for place in places]
        _leave_marks(user.email, [workshop for workshop in workshops if not workshop.is_shredded])
        joined = Workshop.objects.still_open().filter(pk__in=[workshop.pk for workshop in workshops])
        joined.update(recompute_all=True)
        Subscription.objects.filter(email=user.email).delete()
        OutboxEmail.objects.filter(recipient=user.email, claimed=False).delete()
        user.delete()


def _leave_marks(address: str, workshops: list[Workshop]) -> None:
    try:
        leave_marks(address, workshops)
    except KeyAway as away:
        raise KeyAway(NOT_NOW) from away
