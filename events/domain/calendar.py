"""The calendar file of an event (RFC 5545): for programs that keep dates."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings

from events.models import Event
from workshops.domain.letters import absolute

MOST_BYTES = 75
_SIGNS = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


def write_calendar(event: Event, *, is_cancelled: bool = False) -> str:
    """Return the file, with line ends as the standard wants them; nobody is named in it."""
    method, status = ("CANCEL", "CANCELLED") if is_cancelled else ("PUBLISH", "CONFIRMED")
    address = absolute(f"/workshops/{event.workshop.slug}/events/{event.ref}/")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_escape(settings.SITE_NAME)}//Events//EN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{event.pk.hex}@ideas-platform",
        f"SEQUENCE:{event.version}",
        # No moment of a booking: the same file for everybody.
        f"DTSTAMP:{_say(event.starts_at)}",
        f"DTSTART:{_say(event.starts_at)}",
        f"DTEND:{_say(event.ends_at)}",
        f"SUMMARY:{_escape(event.title)}",
        f"LOCATION:{_escape(event.place)}",
        f"URL:{address}",
        f"STATUS:{status}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _say(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escape(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(_SIGNS.get(sign, sign) for sign in plain)


def _fold(line: str) -> str:
    """Return a line in pieces of at most 75 bytes, each after the first begun with a space."""
    pieces, piece = [], ""
    for sign in line:
        if len(f"{piece}{sign}".encode()) > MOST_BYTES:
            pieces.append(piece)
            piece = " "
        piece += sign
    return "\r\n".join([*pieces, piece])
