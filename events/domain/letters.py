"""Letters to those who are on the list of an event: each has the link that ends it, and a calendar file."""

from __future__ import annotations

import hashlib
import secrets

from django.core.signing import Signer
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from events.domain.calendar import write_calendar
from events.models import Booking, Event
from workshops.domain.letters import Written, absolute, write_letter
from workshops.domain.mail import queue_letters
from workshops.models import OutboxEmail

SALT = "events.booking"
# What the letter says first, and its subject.
NEWS: dict[str, tuple[str | Promise, str | Promise]] = {
    "asked": (
        gettext_lazy("Somebody wants a place for this address. None is kept before you say yes."),
        gettext_lazy("Please confirm: %(title)s"),
    ),
    "booked": (gettext_lazy("You have a place."), gettext_lazy("Your place: %(title)s")),
    "waiting": (
        gettext_lazy("All places are taken. You are on the waiting list: we write when one is free for you."),
        gettext_lazy("You are on the waiting list: %(title)s"),
    ),
    "moved_up": (
        gettext_lazy("A place has come free, and it is yours."),
        gettext_lazy("You have a place: %(title)s"),
    ),
    "changed": (gettext_lazy("Something has changed. It says now:"), gettext_lazy("Changed: %(title)s")),
    "taken_off": (
        gettext_lazy("The organisers have taken this address off the list."),
        gettext_lazy("No longer on the list: %(title)s"),
    ),
    "cancelled": (gettext_lazy("This event does not take place."), gettext_lazy("Cancelled: %(title)s")),
}

# After these there is nothing to come to: a calendar strikes it out.
ENDS = frozenset({"cancelled", "taken_off"})


def sign_booking(booking: Booking) -> str:
    """Return what stands in the link of a letter in place of the booking: nobody guesses it."""
    return Signer(salt=SALT, sep=".").sign(booking.pk.hex)


def tell_all(event: Event, news: str) -> int:
    """Write to all who have booked or wait; return to how many. The words are put together once."""
    bookings = list(Booking.objects.on_the_list().filter(event=event))
    written = _write(event, news)
    queue_letters(_address(event, booking, news, written) for booking in bookings)
    return len(bookings)


def tell(event: Event, booking: Booking, news: str) -> None:
    """Queue a letter to one who is on the list. It has a calendar file where there is a place or was one."""
    queue_letters([_address(event, booking, news, _write(event, news))])


def _write(event: Event, news: str) -> Written:
    first, subject = NEWS[news]
    context = {
        "event": event,
        "workshop": event.workshop,
        "first": first,
        "address": absolute(reverse("events:event", args=_names(event))),
        "goes_on": news not in ENDS,
        "is_off": news == "taken_off",
        "is_asked": news == "asked",
    }
    return write_letter("event", str(subject) % {"title": event.title}, context)


def _address(event: Event, booking: Booking, news: str, written: Written) -> OutboxEmail:
    link = absolute(reverse("events:booking", args=[*_names(event), sign_booking(booking)]))
    has_calendar = booking.is_confirmed and booking.line_number is None
    return OutboxEmail(
        key=hashlib.sha256(f"event {booking.pk} {news} {secrets.token_hex(8)}".encode()).hexdigest(),
        recipient=booking.address,
        subject=written.subject,
        text=written.text.replace(written.stand_in, link),
        html=written.html.replace(written.stand_in, link),
        calendar=write_calendar(event, is_cancelled=news in ENDS) if has_calendar else "",
    )


def _names(event: Event) -> list[str]:
    return [event.workshop.slug, event.ref]
