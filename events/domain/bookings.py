"""Booking a place, and giving it back: by name and address, never by account.

Nothing here is given who is signed in. The event is locked meanwhile, so the last place is given once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from events.domain.letters import SALT, tell
from events.domain.reading import is_over, lock_event, takes_bookings
from events.domain.waiting_list import move_up, take_place
from events.models import Booking, Event
from ideas_platform.lib.csv_cells import Cell
from ideas_platform.lib.refusals import Settled

# So long after an event its list is kept.
TIME_KEPT = timedelta(days=30)
SHUT = _("Places can’t be booked (any more).")
COLUMNS = ("name", "email", "organisation", "access_needs", "place")


@dataclass(frozen=True)
class NewBooking:
    """What somebody puts on the list; `address` in normal form."""

    name: str
    address: str
    organisation: str = ""
    needs: str = ""


def ask_for_place(*, event: Event, new: NewBooking) -> None:
    """Write to an address for which somebody wants a place: none is held before it has said yes.

    What was asked before and not confirmed is replaced. Who is on the list already stays where they are and
    is told so again: so nobody learns who is. Raises Settled where one cannot book.
    """
    with transaction.atomic():
        locked = _lock_bookable(event)
        known = Booking.objects.filter(event=locked, address=new.address)
        if not known.filter(is_confirmed=True).exists():
            values = {"name": new.name, "organisation": new.organisation, "needs": new.needs}
            Booking.objects.update_or_create(event=locked, address=new.address, defaults=values)
        booking = known.get()
        tell(locked, booking, _find_news(booking))


def confirm(*, event: Event, booking: Booking) -> None:
    """Put a name on the list, or at the end of the line where all places are taken, and tell its address.

    Twice is once. Raises Settled where one cannot book any more.
    """
    with transaction.atomic():
        locked = _lock_bookable(event)
        asked = Booking.objects.filter(event=locked, pk=booking.pk, is_confirmed=False).first()
        if asked is None:
            return
        asked.line_number, asked.is_confirmed = take_place(locked), True
        asked.save(update_fields=["line_number", "is_confirmed"])
        tell(locked, asked, _find_news(asked))


def find_booking(event: Event, token: str) -> Booking | None:
    """Return the booking that the link in a letter stands for, None where there is none (any more)."""
    try:
        key = UUID(hex=Signer(salt=SALT, sep=".").unsign(token))
    except (BadSignature, ValueError):
        return None
    return Booking.objects.filter(event=event, pk=key).first()


def give_back(*, event: Event, booking: Booking) -> None:
    """Take a name off the list; whoever waits longest moves up. Twice is once."""
    with transaction.atomic():
        locked = lock_event(event)
        Booking.objects.filter(event=locked, pk=booking.pk).delete()
        if takes_bookings(locked):
            move_up(locked)


def take_off(*, event: Event, key: str) -> bool:
    """Take a name off the list that should not be there, and tell its address; who waits moves up.

    Returns whether it was on it: twice is once. Nothing is written once the event is over.
    """
    with transaction.atomic():
        locked = lock_event(event)
        booking = find_on_list(locked, key)
        if booking is None:
            return False
        if not (locked.is_cancelled or is_over(locked)):
            tell(locked, booking, "taken_off")
        booking.delete()
        if takes_bookings(locked):
            move_up(locked)
    return True


def find_on_list(event: Event, key: str) -> Booking | None:
    """Return the booking of this key, None where it is not on the list (any more)."""
    try:
        wanted = UUID(hex=key)
    except ValueError:
        return None
    return Booking.objects.on_the_list().filter(event=event, pk=wanted).first()


def list_bookings(event: Event) -> list[Booking]:
    """Return all who are on the list, by name, then who waits, in their turn; one query."""
    rows = list(Booking.objects.on_the_list().filter(event=event))
    return sorted(rows, key=lambda one: (one.line_number or 0, one.name.casefold(), one.address))


def list_rows(event: Event) -> Iterator[tuple[Cell, ...]]:
    """Yield a row of COLUMNS for each name on the list."""
    for one in list_bookings(event):
        place = f"waits: {one.line_number}" if one.line_number else "has a place"
        yield one.name, one.address, one.organisation, one.needs, place


def delete_old_bookings() -> int:
    """Delete the lists of events that ended thirty days ago; return how many names.

    And what nobody has confirmed, once it cannot be any more.
    """
    unconfirmed = Q(event__starts_at__lte=Now()) | Q(event__is_cancelled=True)
    old = Booking.objects.filter(Q(event__ends_at__lt=Now() - TIME_KEPT) | Q(unconfirmed, is_confirmed=False))
    number, _kinds = old.delete()
    return number


def _find_news(booking: Booking) -> str:
    """Return what its address is told of a booking as it is."""
    if not booking.is_confirmed:
        return "asked"
    return "waiting" if booking.line_number else "booked"


def _lock_bookable(event: Event) -> Event:
    """Return the event, locked; raises Settled where one cannot book."""
    locked = lock_event(event)
    if not takes_bookings(locked):
        raise Settled(SHUT)
    return locked
