"""Who has joined less than a day ago counts for nothing in a release: kept in nights, never as a time."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from workshops.models import Housekeeping, Membership

NAME = "newcomers"
# The shortest night there is: when the clocks go forward, two o'clock comes 23 hours after two o'clock.
A_DAY = timedelta(hours=23)


def let_a_night_pass() -> int:
    """Lower the nights that newcomers still wait; return of how many, 0 where that was done today already.

    To be called just before the nightly scramble, which then rewrites every row: so the numbers tell who
    joined on which of the last two days, as two copies of the table would, and no more.
    """
    with transaction.atomic():
        Housekeeping.objects.get_or_create(pk=NAME, defaults={"at": Now() - A_DAY})
        if not Housekeeping.objects.filter(pk=NAME, at__lte=Now() - A_DAY).update(at=Now()):
            return 0
        return Membership.objects.filter(nights_to_wait__gt=0).update(nights_to_wait=F("nights_to_wait") - 1)
