"""The PIN for the view of one's past: six digits, five tries, never reset.

Whoever can read a mailbox can ask for a sign-in code. Without the PIN they can write and vote, and see
nothing of what was written and voted before. The digits are mixed with the workshop's key before they are
hashed, so that a copy of the database is not enough to try all of them.
"""

import hashlib
from hmac import compare_digest

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES, Purpose
from ideas_platform.lib.locks import try_until_commit
from ideas_platform.lib.refusals import TooMany
from workshops.domain.keys import open_tagger
from workshops.models import Membership, User

PIN_LENGTH = 6
WAIT = _("Another try is on its way. Wait a moment, then try again.")
RUNS = "01234567890", "09876543210"


def is_pin(digits: str) -> bool:
    """Return whether this is six digits."""
    return len(digits) == PIN_LENGTH and digits.isascii() and digits.isdigit()


def is_weak(pin: str) -> bool:
    """Return whether a PIN is one of the first that somebody would try: a run, or a piece again and again."""
    repeats = any(pin == pin[:size] * (PIN_LENGTH // size) for size in (1, 2, 3))
    pairs = pin[0::2] == pin[1::2] and pin[0::2] in RUNS[0] + RUNS[1]
    return repeats or pairs or any(pin in run for run in RUNS) or pin == pin[::-1]


def set_pin(*, actor: Membership, pin: str) -> None:
    """Store a PIN in the place of none or another one. Raises KeyAway where the key is not to be had."""
    _store(actor, make_password(_mix(actor, pin)))


def remove_pin(*, actor: Membership) -> None:
    """Let the past be seen without a PIN again."""
    _store(actor, "")


def try_pin(*, actor: Membership, pin: str) -> bool:
    """Return whether it is the PIN. The fifth wrong one in a row shuts the past for good.

    A right one writes nothing, unless there were wrong ones before. Raises TooMany while another try goes on,
    KeyAway where the key is not to be had.
    """
    with transaction.atomic():
        if not try_until_commit("pin", actor.pk):
            raise TooMany(WAIT)
        actor.refresh_from_db(fields=["pin_hash", "pin_tries"])
        if actor.is_shut_out:
            return False
        is_right = check_password(_mix(actor, pin), actor.pin_hash)
        _note_try(actor, is_right=is_right)
        return is_right


def make_pass(actor: Membership, visit_key: str) -> str:
    """Return what a browser that has shown the PIN holds: good for this visit, member and PIN only."""
    subject = f"{visit_key}:{actor.pk}:{actor.pin_hash}"
    return salted_hmac("workshops.pins pass", subject, algorithm="sha256").hexdigest()


def has_pass(actor: Membership, user: User, slug: str) -> bool:
    """Return whether this visit has shown the member's PIN."""
    held = user.passes.get(slug, "")
    return bool(held and user.visit_key) and compare_digest(
        held.encode(), make_pass(actor, user.visit_key).encode()
    )


def _note_try(actor: Membership, *, is_right: bool) -> None:
    row = Membership.objects.filter(pk=actor.pk)
    if not is_right:
        row.update(pin_tries=F("pin_tries") + 1)
    elif actor.pin_tries:
        row.update(pin_tries=0)
    if not is_right or actor.pin_tries:
        actor.refresh_from_db(fields=["pin_tries"])


def _store(actor: Membership, pin_hash: str) -> None:
    actor.pin_hash, actor.pin_tries = pin_hash, 0
    actor.save(update_fields=["pin_hash", "pin_tries"])


def _mix(actor: Membership, pin: str) -> str:
    digits = hashlib.sha256(pin.encode()).digest()[:TAG_BYTES]
    return open_tagger(actor.workshop, Purpose.PIN).one(digits, actor.pk.bytes).hex()
