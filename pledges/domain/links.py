"""Links in letters to who signs: for confirming and for changing. Each is good for one use and some days.

A link holds what it is about, the day, and an HMAC over both with a key that stands beside the address and is
drawn anew with each use. Nothing is stored of the link. It is all in small letters, as every address here.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.http import Http404
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

# How long what nobody confirms is kept, and its link is good.
DAYS_TO_CONFIRM = 14
DAYS_TO_CHANGE = 1


class LinkFor(StrEnum):
    """What a link in a letter is for."""

    CONFIRMING = "confirming"
    CHANGING = "changing"
    ANSWERING = "answering"


LONGEST = {
    LinkFor.CONFIRMING: timedelta(days=DAYS_TO_CONFIRM),
    LinkFor.CHANGING: timedelta(days=DAYS_TO_CHANGE),
    LinkFor.ANSWERING: timedelta(days=DAYS_TO_CONFIRM),
}


def sign_link(purpose: LinkFor, ref: str, key: str) -> str:
    """Return the last part of the address of a link that is made today; `key` is that of the contact."""
    day = timezone.localdate().toordinal()
    return f"{ref}-{day}-{_work_out(purpose, ref, day, key)}"


def read_ref(token: str) -> str:
    """Return the reference of what a link is about, which proves nothing yet."""
    return token.partition("-")[0]


def check_link(purpose: LinkFor, token: str, key: str) -> None:
    """Raise Http404 for a link that is too old, was used, or was not made here."""
    ref, _dash, rest = token.partition("-")
    day, _dash, code = rest.partition("-")
    if not (day.isascii() and day.isdigit() and len(day) < 8):
        raise Http404
    if not constant_time_compare(code, _work_out(purpose, ref, int(day), key)):
        raise Http404
    if timezone.localdate() - date.fromordinal(int(day)) > LONGEST[purpose]:
        raise Http404


def _work_out(purpose: LinkFor, ref: str, day: int, key: str) -> str:
    return salted_hmac(f"pledges {purpose}", f"{ref} {day} {key}", algorithm="sha256").hexdigest()
