"""The waiting list of an event: who came first moves up first. To be called while the event is locked."""

from __future__ import annotations

from django.db.models import Max

from events.domain.letters import tell
from events.models import Booking, Event


def take_place(event: Event) -> int | None:
    """Return None where a place is free for somebody new, else their number in the line."""
    bookings = Booking.objects.filter(event=event)
    last = bookings.aggregate(last=Max("line_number"))["last"]
    if last is None and bookings.with_a_place().count() < event.places:
        return None
    return (last or 0) + 1


def move_up(event: Event) -> int:
    """Give the places that are free to those who wait, and write to them; return to how many."""
    bookings = Booking.objects.filter(event=event)
    free = event.places - bookings.with_a_place().count()
    if free <= 0 or event.is_cancelled:
        return 0
    moved = list(bookings.waiting()[:free])
    for booking in moved:
        booking.line_number = None
        booking.save(update_fields=["line_number"])
        tell(event, booking, "moved_up")
    return len(moved)
