"""When a weekly digest is due, and for which workshops."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db.models.functions import Now
from django.utils import timezone

from workshops.models import Workshop

HOUR = time(8)
WEEK = timedelta(days=7)


def find_workshops_with_readers() -> list[Workshop]:
    """Return the workshops that have opened and whose digest somebody reads, those with results too."""
    begun = Workshop.objects.filter(opens_at__lte=Now(), may_open=True, subscriptions__digest=True)
    return list(begun.with_phase().distinct())


def begin_of_week(moment: datetime) -> datetime:
    """Return the last Monday at 8am, as one says it in London, that is not after this moment."""
    local = timezone.localtime(moment)
    monday = local.date() - timedelta(days=local.weekday())
    begin = timezone.make_aware(datetime.combine(monday, HOUR))
    return begin if begin <= moment else timezone.make_aware(datetime.combine(monday - WEEK, HOUR))
