"""Dates in words, as one says them in Britain."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def say_moment(moment: datetime) -> str:
    """Return a moment as "Friday 18 December at 5pm, in 12 days"."""
    local = timezone.localtime(moment)
    clock = format_date(local, "gA" if local.minute == 0 else "g.iA").lower()
    day = format_date(local, "l j F" if local.year == timezone.localdate().year else "l j F Y")
    return _("%(day)s at %(clock)s, %(distance)s") % {
        "day": day,
        "clock": clock,
        "distance": say_distance(local.date()),
    }


def say_date(day: date) -> str:
    """Return a day as "18 December 2026"."""
    return format_date(day, "j F Y")


def say_distance(day: date) -> str:
    """Return how far off a day is: "today", "in 12 days", "3 days ago"."""
    days = (day - timezone.localdate()).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
    return ngettext("%(days)d day ago", "%(days)d days ago", -days) % {"days": -days}
