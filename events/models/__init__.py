"""The tables of events, by noun."""

from events.models.bookings import Booking, BookingQuerySet
from events.models.events import Event, EventAgenda, EventQuerySet

__all__ = ["Booking", "BookingQuerySet", "Event", "EventAgenda", "EventQuerySet"]
