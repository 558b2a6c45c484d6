"""Dates in words for templates: `{{ workshop.closes_at|moment }}`, `{{ idea.published_on|day }}`.

`_plain` is for letters: no markup, and no "tomorrow", since nobody knows when they are read.
"""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from ideas_platform.lib.dates import mark_date, mark_moment, say_date, say_when

register = template.Library()


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """Return "Friday 18 December at 5pm, in 12 days", marked as a time; "" for no moment."""
    return mark_moment(value) if value else ""


@register.filter
def day(value: date | None) -> SafeString | str:
    """Return "18 December 2026", marked as a time; of a moment the day in London; "" for no day."""
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return mark_date(value) if value else ""


@register.filter
def moment_plain(value: datetime | None) -> str:
    """Return "Friday 18 December at 5pm"; "" for no moment."""
    return say_when(value) if value else ""


@register.filter
def day_plain(value: date | None) -> str:
    """Return "18 December 2026"; "" for no day."""
    return say_date(value) if value else ""
