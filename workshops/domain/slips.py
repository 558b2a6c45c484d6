"""Joining slips: printed, used once for joining, then good for signing in with a PIN.

A code is mixed with the workshop's key before it is stored or looked for, so that a copy of the database
tells no code, and nobody can try codes without the key. A slip that is used is gone from the table in which
joining looks for it: used, wrong and of another workshop are one.
"""

from __future__ import annotations

import hashlib
import secrets
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from anonymity.tags import TAG_BYTES, Purpose
from anonymity.thresholds import FEWEST_USES
from ideas_platform.lib.references import random_reference
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from workshops.domain.departed_addresses import require_not_departed
from workshops.domain.joining import Details, join_workshop
from workshops.domain.keys import open_tagger
from workshops.models import JoiningSlip, Membership, Organisation, SlipLogin, SlipPile, User, Workshop
from workshops.models.admitted import fold_join_code
from workshops.models.people import SLIP_DOMAIN, SLIP_TRIES
from workshops.phases import OVER, Deed

MOST_IN_A_PILE, MOST_IN_ALL = 500, 5_000
_HALF = 5


class SlipUnknown(Exception):  # noqa: N818 - it names what is the matter
    """There is no such slip to join with, or none to sign in with and this PIN: nobody can tell which."""


def print_code(code: str) -> str:
    """Return a code as it is printed: two halves with a dash between them."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def make_slips(workshop: Workshop, organisation: Organisation, number: int) -> list[str]:
    """Make a pile of slips for an organisation, and return their codes, which are stored nowhere.

    Raises Unprocessable for a number that may not be, WrongPhase after the close, KeyAway where the key is
    not to be had.
    """
    if Workshop.objects.with_phase().get(pk=workshop.pk).phase in OVER:
        raise WrongPhase
    if not FEWEST_USES <= number <= MOST_IN_A_PILE:
        words = _("Print from %(fewest)d to %(most)d slips at a time.")
        raise Unprocessable(words % {"fewest": FEWEST_USES, "most": MOST_IN_A_PILE})
    tagger = open_tagger(workshop, Purpose.SLIP)
    codes = [random_reference() for _one in range(number)]
    with transaction.atomic():
        Workshop.objects.select_for_update(no_key=True).get(pk=workshop.pk)
        made = SlipPile.objects.filter(workshop=workshop).values_list("number", flat=True)
        if sum(made) + number > MOST_IN_ALL:
            words = _("A workshop has %(most)s slips at most. These would be more.")
            raise Unprocessable(words % {"most": f"{MOST_IN_ALL:,}"})
        pile = SlipPile.objects.create(
            workshop=workshop, organisation=organisation, number=number, made_on=timezone.localdate()
        )
        # In the order of the tags: that of the sheets would tell in a dump which of them is used.
        tags = sorted(tagger.one(_digest(code), workshop.pk.bytes) for code in codes)
        JoiningSlip.objects.bulk_create(JoiningSlip(pile=pile, tag=tag) for tag in tags)
    return codes


def list_piles(workshop: Workshop) -> list[SlipPile]:
    """Return the piles that were printed, the latest day first, with their organisations; one query."""
    piles = SlipPile.objects.filter(workshop=workshop).select_related("organisation")
    return list(piles.order_by("-made_on", "organisation__name", "pk"))


def join_by_slip(*, workshop: Workshop, code: str, details: Details, actor: User) -> Membership:
    """Let somebody who has an address join by a slip; who is a member stays what they are. The slip is spent.

    Raises SlipUnknown where there is no such slip, and what `join_workshop` raises.
    """
    with transaction.atomic():
        pile = _spend(workshop, code)
        return join_workshop(actor=actor, workshop=workshop, details=details, pile=pile)


def join_without_address(*, workshop: Workshop, code: str, pin: str, details: Details) -> User:
    """Make a member without an address, who signs in with this slip and PIN from now on; return the user.

    Raises SlipUnknown where there is no such slip, and what `join_workshop` raises.
    """
    tag = open_tagger(workshop, Purpose.SLIP_LOGIN).one(_digest(code), workshop.pk.bytes)
    login = SlipLogin(workshop=workshop, tag=tag)
    # Made before it is known whether there is such a slip: the time must not tell.
    login.pin_hash = make_password(_mix(workshop, tag, pin))
    with transaction.atomic():
        pile = _spend(workshop, code)
        login.user = User.objects.create(email=f"{secrets.token_hex(16)}@{SLIP_DOMAIN}")
        login.save(force_insert=True)
        join_workshop(actor=login.user, workshop=workshop, details=details, pile=pile)
    return login.user


def find_by_slip(workshop: Workshop, code: str, pin: str) -> User:
    """Return who signs in with this slip and PIN; raises SlipUnknown for a wrong slip and for a wrong PIN.

    After fifty wrong PINs in a row a slip signs nobody in any more, and looks like a wrong one. As long is
    taken for each.
    """
    tag = open_tagger(workshop, Purpose.SLIP_LOGIN).one(_digest(code), workshop.pk.bytes)
    with transaction.atomic():
        rows = SlipLogin.objects.select_for_update(of=("self",)).select_related("user")
        login = rows.filter(workshop=workshop, tag=tag).first()
        tried = login or SlipLogin(workshop=workshop, tag=tag, pin_hash=_find_stand_in())
        is_right = check_password(_mix(workshop, tag, pin), tried.pin_hash) and tried.tries < SLIP_TRIES
        row = SlipLogin.objects.filter(pk=tried.pk)
        if is_right and tried.tries:
            row.update(tries=0)
        elif not is_right:
            row.filter(tries__lt=SLIP_TRIES).update(tries=F("tries") + 1)
    if login is None or not is_right:
        raise SlipUnknown
    return login.user


def take_voice_along(*, actor: User, workshop: Workshop, code: str, pin: str) -> None:
    """Let the memberships of who came by a slip be those of the actor, who has an address.

    The slip and the user without an address go. Raises SlipUnknown, PermissionDenied for an address whose
    account was deleted, and Unprocessable for who has a place there already: these are two voices, and one
    cannot be made of them.
    """
    former = find_by_slip(workshop, code, pin)
    with transaction.atomic():
        actor = User.objects.select_for_update().get(pk=actor.pk)
        require_not_departed(workshop, actor.email)
        memberships = Membership.objects.select_for_update().filter(user=former)
        taken = [membership.workshop_id for membership in memberships]
        if Membership.objects.filter(user=actor, workshop__in=taken).exists():
            raise Unprocessable(_("You take part with this address already. Sign out to use the slip."))
        memberships.update(user=actor)
        former.delete()


def end_slips() -> int:
    """Delete the slips of workshops that have closed and that nobody has used; return how many."""
    held = SlipPile.objects.filter(slips__isnull=False).values("workshop")
    closed = [w.pk for w in Workshop.objects.filter(pk__in=held).with_phase() if w.phase in OVER]
    number, _kinds = JoiningSlip.objects.filter(pile__workshop__in=closed).delete()
    return number


def _spend(workshop: Workshop, code: str) -> SlipPile:
    """Take a slip away that can be used, and return its pile; call it in a transaction."""
    if not Workshop.objects.with_phase().get(pk=workshop.pk).allows(Deed.JOIN):
        raise WrongPhase
    tag = open_tagger(workshop, Purpose.SLIP).one(_digest(code), workshop.pk.bytes)
    slips = JoiningSlip.objects.select_for_update(of=("self",)).filter(pile__workshop=workshop, tag=tag)
    slip = slips.select_related("pile__organisation").first()
    if slip is None:
        raise SlipUnknown
    pile = slip.pile
    slip.delete()
    return pile


def _digest(code: str) -> bytes:
    return hashlib.sha256(fold_join_code(code).encode()).digest()[:TAG_BYTES]


def _mix(workshop: Workshop, tag: bytes, pin: str) -> str:
    """Return a PIN mixed with the workshop's key: a copy of the database alone lets nobody try PINs."""
    digits = hashlib.sha256(pin.encode()).digest()[:TAG_BYTES]
    return open_tagger(workshop, Purpose.PIN).one(digits, tag).hex()


@cache
def _find_stand_in() -> str:
    """Return the hash of no PIN, with which as long is taken for a slip that is not there."""
    return make_password(secrets.token_hex(TAG_BYTES))
