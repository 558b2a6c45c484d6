"""What hidden boxes of a form say: a version, a key. What none of our pages could have sent fits nothing."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest

MOST_DIGITS = 6


def read_version(request: HttpRequest) -> int:
    """Return which version somebody saw, -1 for what is no number."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdecimal() and len(sent) <= MOST_DIGITS else -1


def read_key(request: HttpRequest, name: str) -> UUID | None:
    """Return the key in the box of this name, None for what is no key."""
    with suppress(ValueError):
        return UUID(request.POST.get(name, ""))
    return None
