"""Numbers of people that are told, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def say_part(number: int, people: int) -> str:
    """Return how many of so many people that is, both as they are told.

    Drawn up, a part can be told as more than the whole: it is more than half of it then.
    """
    if not number:
        return _("fewer than 10")
    return _("most of them") if number > people else _("about %(n)d") % {"n": number}


def say_part_of(number: int, people: int) -> str:
    """Return the same with the number of all of them."""
    named = {"people": people, "number": number}
    if not number:
        return _("fewer than 10 of about %(people)d") % named
    if number > people:
        return _("most of about %(people)d") % named
    return _("about %(number)d of about %(people)d") % named
