"""What is done once a day for a workshop: at the first look after eight, whatever there is then.

So the moment at which it is done says nothing of a release.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from workshops.models import Housekeeping, Workshop

HOUR = time(8)
DAY = timedelta(days=1)


def begin_of_day(moment: datetime) -> datetime:
    """Return the last eight in the morning, as one says it in London, that is not after this moment."""
    today = timezone.localtime(moment).date()
    begin = timezone.make_aware(datetime.combine(today, HOUR))
    return begin if begin <= moment else timezone.make_aware(datetime.combine(today - DAY, HOUR))


def claim_day(workshop: Workshop) -> datetime | None:
    """Return when this workshop's day began, None where it has been claimed. The row is locked.

    By the clock that the workshop was loaded with. To be called within a transaction.
    """
    begin = begin_of_day(workshop.time_asked)
    told, _is_first = Housekeeping.objects.select_for_update().get_or_create(
        name=_name(workshop), defaults={"at": begin - DAY}
    )
    if told.at >= begin:
        return None
    Housekeeping.objects.filter(pk=told.pk).update(at=begin)
    return begin


def hold_day() -> None:
    """Take this day as claimed by every workshop."""
    for workshop in Workshop.objects.with_phase():
        day = {"at": begin_of_day(workshop.time_asked)}
        Housekeeping.objects.update_or_create(name=_name(workshop), defaults=day)


def _name(workshop: Workshop) -> str:
    return f"daily:{workshop.pk.hex}"
