"""Changing one's address. Places, texts, votes and PIN stay; the old address is no second voice.

See `docs/decisions/0036-changing-ones-address.md`.
"""

from allauth.account.models import EmailAddress
from allauth.account.utils import filter_users_by_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import KeyAway
from workshops.domain.departed_addresses import is_shut_to, move_marks
from workshops.models import Membership, User

NOT_NOW = _(
    "We could not change your address, because part of the site is being mended. Nothing was changed. "
    "Try again tomorrow."
)


class AddressTaken(Exception):  # noqa: N818 - it is no error of ours
    """The address has an account, or had one in a workshop of this person."""


class AddressChanged(Exception):  # noqa: N818 - it is no error of ours
    """The person has another address by now, or no account any more."""


def may_take(user: User, address: str) -> bool:
    """Return whether this user may have this address (in normal form).

    Not one that has an account, nor one that had one in a workshop of theirs, unless it was theirs. Raises
    KeyAway where that cannot be told. All questions are asked whatever the first answers are: the time must
    not tell whom we know.
    """
    has_account = bool(filter_users_by_email(address))
    try:
        is_shut = is_shut_to(address, _list_memberships(user))
    except KeyAway as away:
        raise KeyAway(NOT_NOW) from away
    return not has_account and not is_shut


def change_address(*, actor: User, address: str) -> None:
    """Give the actor this address (in normal form), whose owner they are; end their sessions everywhere.

    Raises AddressTaken where somebody else has it or had it, AddressChanged where the actor has another one
    by now, KeyAway where the key of one of the workshops is not to be had.
    """
    with transaction.atomic():
        # Nobody joins from another window meanwhile.
        user = User.objects.select_for_update().filter(pk=actor.pk, email=actor.email).first()
        if user is None:
            raise AddressChanged
        if not may_take(user, address):
            raise AddressTaken
        move_marks(_list_memberships(user), old=user.email, new=address)
        _store(user, address)
        user.end_sessions()


def _list_memberships(user: User) -> list[Membership]:
    """Return the user's memberships, those left among them, where there is a key and so are marks."""
    memberships = Membership.objects.filter(user=user).select_related("workshop")
    return [membership for membership in memberships if not membership.workshop.is_shredded]


def _store(user: User, address: str) -> None:
    verified = EmailAddress(user=user, email=address, verified=True)
    try:
        with transaction.atomic():
            verified.set_as_primary()
    except IntegrityError as error:
        raise AddressTaken from error
    EmailAddress.objects.filter(user=user).exclude(pk=verified.pk).delete()
