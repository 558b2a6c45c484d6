"""An event of the demo with two speakers, a full list and a waiting list; all people are invented."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from events.domain.waiting_list import take_place
from events.domain.writing import EventText, add_event, show_event
from events.models import Booking
from workshops.models import Workshop

IN_DAYS, BEGINS, ENDS, PLACES = 6, time(12, 30), time(14), 4
TEXT = """We eat soup, hear what has come in so far, and talk at small tables.

Come as you are. Nobody asks what you wrote or how you voted."""
SPEAKERS = """Grace Adeyemi, community nurse
Tom Birch, carer and member of the design group"""
# Name, organisation, access needs.
GUESTS = (
    ("Priya Nair", "Riverside Community Trust", ""),
    ("Sam Okafor", "Corner Care", "A hearing loop."),
    ("Lucy Hart", "", ""),
    ("Marek Nowak", "Hilltop Hospice", "Step-free access, please."),
    ("Ines Costa", "Riverside Community Trust", ""),
)


def add_events(workshop: Workshop) -> None:
    """Invite to a lunch in a week's time, and put invented guests on its list; nobody is written to."""
    day = timezone.localdate() + timedelta(days=IN_DAYS)
    begins, ends = (timezone.make_aware(datetime.combine(day, clock)) for clock in (BEGINS, ENDS))
    place = "Town hall, room 2 (lift at the side door)"
    text = EventText("Lunch and listening", TEXT, SPEAKERS, place, begins, ends, PLACES)
    event = add_event(workshop=workshop, text=text)
    show_event(event=event)
    for name, organisation, needs in GUESTS:
        Booking.objects.create(
            event=event,
            name=name,
            address=f"{name.lower().replace(' ', '.')}@guests.example",
            organisation=organisation,
            needs=needs,
            line_number=take_place(event),
            is_confirmed=True,
        )
