"""Events as tests need them: soon, with few places."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from events.domain.bookings import NewBooking, ask_for_place, confirm
from events.domain.letters import sign_booking
from events.models import Booking, Event
from workshops.models import OutboxEmail, Workshop


def make_event(workshop: Workshop, **said: Any) -> Event:
    """Return an event in nine days that everybody sees, with two places."""
    begins = timezone.now() + timedelta(days=9)
    usual = {
        "title": "A morning together",
        "place": "Town hall",
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=3),
        "places": 2,
        "is_shown": True,
    }
    event = Event.objects.create(workshop=workshop, **{**usual, **said})
    event.workshop = Workshop.objects.with_phase().get(pk=workshop.pk)
    return event


def book_as(event: Event, *names: str) -> list[Booking]:
    """Put these people on the list, one after the other; return their bookings."""
    for name in names:
        confirm(event=event, booking=ask_as(event, name))
    found = {one.name: one for one in Booking.objects.filter(event=event)}
    return [found[name] for name in names]


def ask_as(event: Event, name: str) -> Booking:
    """Ask for a place for this person, and return the booking that is not confirmed; no letter stays."""
    ask_for_place(event=event, new=NewBooking(name, f"{name}@trust.example"))
    OutboxEmail.objects.filter(subject__startswith="Please confirm").delete()
    return Booking.objects.get(event=event, name=name)


def find_link(booking: Booking) -> str:
    """Return the address that a letter to this person has."""
    event = booking.event
    return f"/workshops/{event.workshop.slug}/events/{event.ref}/booking/{sign_booking(booking)}/"


def make_events(workshop: Workshop) -> dict[str, str]:
    """Make an event to come, a full one and one that nobody sees yet; return what addresses name."""
    full = make_event(workshop, title="An evening together", places=1)
    _maria, omar = book_as(full, "maria", "omar")
    event = make_event(workshop, speakers="Ann Lee, nurse\nBo Ray, carer", text="We eat **soup**.")
    return {
        "event": event.ref,
        "full_event": full.ref,
        "unseen_event": make_event(workshop, is_shown=False).ref,
        "booking_link": find_link(omar),
        "asked_link": find_link(ask_as(event, "jo")),
    }
