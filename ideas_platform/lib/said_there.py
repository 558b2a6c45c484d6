"""What the next page says at the place where one pressed, and not at its head, which may be off the screen.

For forms that are sent without htmx: the answer is a 303 to that place, which would otherwise be silent.
"""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise


def say_there(request: HttpRequest, place: str, words: str | Promise) -> None:
    """Let the next page say the words at the place with this name."""
    messages.success(request, str(words), extra_tags=place)


def find_said(request: HttpRequest, place: str) -> str:
    """Return the words that are to be said at this place now; "" for none."""
    storage = messages.get_messages(request)
    # To go through none would end a cookie that is not there.
    said = [each.message for each in storage if each.extra_tags == place] if len(storage) else []
    return str(said[-1]) if said else ""
