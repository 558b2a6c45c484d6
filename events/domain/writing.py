"""Organisers write an event, show it, change it and cancel it; those who have booked are told."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from operator import attrgetter

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.domain.letters import tell_all
from events.domain.reading import is_over, lock_event, takes_bookings
from events.domain.waiting_list import move_up
from events.models import Event, EventAgenda
from ideas_platform.lib.refusals import SavedSince, Settled
from workshops.models import Workshop

TOLD = attrgetter("title", "place", "starts_at", "ends_at")
IS_CANCELLED, IS_OVER = _("This event is cancelled."), _("This event is over.")


@dataclass(frozen=True)
class EventText:
    """What an event says of itself."""

    title: str
    text: str
    speakers: str
    place: str
    starts_at: datetime
    ends_at: datetime
    places: int


@dataclass(frozen=True)
class AgendaChange:
    """What becomes of the agenda: `content` comes in its place, or it goes; else it stays."""

    content: bytes = b""
    goes: bool = False


NO_CHANGE = AgendaChange()


def add_event(*, workshop: Workshop, text: EventText, agenda: AgendaChange = NO_CHANGE) -> Event:
    """Return a new event, which nobody sees before it is shown."""
    with transaction.atomic():
        event = Event.objects.create(workshop=workshop, **asdict(text))
        _change_agenda(event, agenda)
    return event


def change_event(*, event: Event, text: EventText, version: int, agenda: AgendaChange = NO_CHANGE) -> Event:
    """Change an event; who has booked is told of another place, time or title, and who waits may move up.

    Nobody is told of what is over, or moves up once it has begun.

    Raises SavedSince where somebody was quicker, Settled where it is cancelled.
    """
    with transaction.atomic():
        now = lock_event(event)
        if now.version != version:
            raise SavedSince
        if now.is_cancelled:
            raise Settled(IS_CANCELLED)
        before = TOLD(now)
        for name, value in asdict(text).items():
            setattr(now, name, value)
        now.version += 1
        now.save()
        _change_agenda(now, agenda)
        if TOLD(now) != before and not is_over(now):
            tell_all(now, "changed")
        if takes_bookings(now):
            move_up(now)
    return now


def show_event(*, event: Event) -> None:
    """Let everybody see the event."""
    Event.objects.filter(pk=event.pk, is_cancelled=False).update(is_shown=True)


def cancel_event(*, event: Event) -> int:
    """Cancel an event for good and tell all who have booked or wait; return how many. Twice is once.

    Raises Settled where it is over.
    """
    with transaction.atomic():
        now = lock_event(event)
        if now.is_cancelled:
            return 0
        if is_over(now):
            raise Settled(IS_OVER)
        now.is_cancelled = True
        now.version += 1
        now.save(update_fields=["is_cancelled", "version"])
        return tell_all(now, "cancelled")


def _change_agenda(event: Event, change: AgendaChange) -> None:
    if change.content:
        values = {"content": change.content, "size": len(change.content)}
        EventAgenda.objects.update_or_create(event=event, defaults=values)
    elif change.goes:
        EventAgenda.objects.filter(event=event).delete()
