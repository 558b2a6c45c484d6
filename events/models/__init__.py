"""The tables of events and live sessions, by noun."""

from events.models.bookings import Booking, BookingQuerySet
from events.models.events import Event, EventAgenda, EventQuerySet
from events.models.live_sessions import LiveSession, ScreenItem

__all__ = [
    "Booking",
    "BookingQuerySet",
    "Event",
    "EventAgenda",
    "EventQuerySet",
    "LiveSession",
    "ScreenItem",
]
