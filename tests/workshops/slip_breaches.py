"""What the tables of slips refuse."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.utils import timezone

from tests.cast import make_user
from workshops.models import JoiningSlip, Organisation, SlipLogin, SlipPile, Workshop
from workshops.models.people import SLIP_TRIES

TAG = b"x" * 16


def make_pile(workshop: Workshop, number: int = 10) -> SlipPile:
    """Return a pile of slips; raises IntegrityError where the table refuses it."""
    organisation = Organisation.objects.create(workshop=workshop, name=secrets.token_hex(4))
    return SlipPile.objects.create(
        workshop=workshop, organisation=organisation, number=number, made_on=timezone.localdate()
    )


def _add_slip_twice(workshop: Workshop) -> None:
    pile = make_pile(workshop)
    for _time in range(2):
        JoiningSlip.objects.create(pile=pile, tag=TAG)


def _log_in(workshop: Workshop, tag: bytes = TAG, tries: int = 0) -> None:
    SlipLogin.objects.create(workshop=workshop, user=make_user(secrets.token_hex(4)), tag=tag, tries=tries)


def _log_in_twice(workshop: Workshop) -> None:
    for _time in range(2):
        _log_in(workshop)


SLIP_BREACHES: dict[str, Callable[[Workshop], object]] = {
    "slip_pile_is_for_ten_people": lambda w: make_pile(w, 9),
    "joining_slip_once": _add_slip_twice,
    "joining_slip_tag_length": lambda w: JoiningSlip.objects.create(pile=make_pile(w), tag=b"x" * 15),
    "slip_login_once": _log_in_twice,
    "slip_login_tag_length": lambda w: _log_in(w, tag=b"x" * 17),
    "slip_login_tries": lambda w: _log_in(w, tries=SLIP_TRIES + 1),
}
