"""Which events there are, one of them locked where it is to change, and how many places are free."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import Http404

from events.models import Booking, Event, EventAgenda
from workshops.models import Workshop


def list_to_come(workshop: Workshop, *, most: int | None = None) -> list[Event]:
    """Return the events that visitors see and that are not over, the next one first; one query."""
    return list(Event.objects.filter(workshop=workshop).shown().to_come()[:most])


def list_over(workshop: Workshop) -> list[Event]:
    """Return the events that visitors see and that are over, the last one first; one query."""
    return list(Event.objects.filter(workshop=workshop).shown().over())


def list_for_desk(workshop: Workshop) -> list[Event]:
    """Return all events, the last one first, each with `taken` and `waiting`; one query."""
    taken = Count("bookings", filter=Q(bookings__line_number=None, bookings__is_confirmed=True))
    waiting = Count("bookings", filter=Q(bookings__line_number__isnull=False))
    rows = Event.objects.filter(workshop=workshop).annotate(taken=taken, waiting=waiting)
    return list(rows.order_by("-starts_at", "ref"))


def get_event(workshop: Workshop, ref: str, *, shown: bool = True) -> Event:
    """Return an event of a workshop; with `shown` only one that visitors see. Raises Http404."""
    found = Event.objects.filter(workshop=workshop, ref=ref)
    event = (found.shown() if shown else found).first()
    if event is None:
        raise Http404
    event.workshop = workshop
    return event


def lock_event(event: Event) -> Event:
    """Return the event, locked, as it is now; its workshop knows the time as before."""
    locked = Event.objects.select_for_update().get(pk=event.pk)
    locked.workshop = event.workshop
    return locked


def count_free(event: Event) -> int:
    """Return how many places are free; one query."""
    return max(0, event.places - Booking.objects.filter(event=event).with_a_place().count())


def is_over(event: Event) -> bool:
    """Return whether the event is over, by the time that its workshop knows."""
    return event.ends_at <= event.workshop.time_asked


def takes_bookings(event: Event) -> bool:
    """Return whether one can book now: not once it has begun, and not where it is cancelled."""
    return event.is_shown and not event.is_cancelled and event.starts_at > event.workshop.time_asked


def read_agenda(event: Event) -> bytes | None:
    """Return the agenda, a PDF; None where there is none. One query."""
    content = EventAgenda.objects.filter(event=event).values_list("content", flat=True).first()
    return None if content is None else bytes(content)
