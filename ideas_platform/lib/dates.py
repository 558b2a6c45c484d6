"""Dates in words, as one says them in Britain, in the time of London.

The patterns are messages like any other: a translator puts day, month and year into another order.
"""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

PATTERN = "pattern of a date, with the letters of Django's date filter"


def say_moment(moment: datetime) -> str:
    """Return a moment as "Friday 18 December at 5pm, in 12 days"; for pages, read when they are made."""
    distance = say_distance(timezone.localtime(moment).date())
    return _("%(moment)s, %(distance)s") % {"moment": say_when(moment), "distance": distance}


def say_when(moment: datetime) -> str:
    """Return a moment as "Friday 18 December at 5pm"; for letters, which are read later."""
    local = timezone.localtime(moment)
    if local.time() == time(0):
        # Nobody agrees which night "Friday at midnight" is.
        return _("midnight at the start of %(day)s") % {"day": _say_weekday(local)}
    return _("%(day)s at %(clock)s") % {"day": _say_weekday(local), "clock": _say_clock(local)}


def say_clock(moment: datetime) -> str:
    """Return the minute that a moment is in as "2.32pm"."""
    return _say_clock(timezone.localtime(moment))


def say_date(day: date) -> str:
    """Return a day as "18 December 2026"."""
    return format_date(day, pgettext(PATTERN, "j F Y"))


def say_month(day: date) -> str:
    """Return the month of a day as "December 2026"."""
    return format_date(day, pgettext(PATTERN, "F Y"))


def say_distance(day: date) -> str:
    """Return how far off a day is: "today", "tomorrow", "in 12 days", "yesterday", "3 days ago"."""
    days = (day - timezone.localdate()).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if days in near:
        return near[days]
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}


def mark_moment(moment: datetime) -> SafeString:
    """Return what say_moment returns, marked as a time that machines can read as well."""
    return _mark(say_moment(moment), timezone.localtime(moment))


def mark_date(day: date) -> SafeString:
    """Return what say_date returns, marked as a time."""
    return _mark(say_date(day), day)


def _mark(words: str, when: date) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', when.isoformat(), words)


def _say_weekday(local: datetime) -> str:
    if local.year == timezone.localdate().year:
        return format_date(local, pgettext(PATTERN, "l j F"))
    return format_date(local, pgettext(PATTERN, "l j F Y"))


def _say_clock(local: datetime) -> str:
    if local.time() == time(12):
        return _("midday")
    pattern = pgettext(PATTERN, "gA") if local.minute == 0 else pgettext(PATTERN, "g.iA")
    return format_date(local, pattern).lower()
