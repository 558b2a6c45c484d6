"""What a statement asks of a workshop is what its phase says, whatever its dates are."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

from django.db import connection
from django.utils import timezone

from workshops.models import Workshop
from workshops.open_now import OPEN_NOW
from workshops.phases import Deed

DATES = ("opens_at", "closes_at", "resumed_at", "published_at")


def test_the_statement_and_the_table_of_phases_say_the_same(db: None) -> None:
    now = timezone.now()
    moments = (None, now - timedelta(days=2), now + timedelta(days=2))
    said = set()
    with connection.cursor() as cursor:
        for may_open, paused, dates in product((True, False), (True, False), product(moments, repeat=4)):
            one = Workshop(may_open=may_open, paused=paused)
            vars(one).update(zip(DATES, dates, strict=True))
            one.tell_time(now)
            cursor.execute(
                f"SELECT COALESCE({OPEN_NOW}, false) FROM (VALUES (%s, %s, %s::timestamptz, %s::timestamptz,"
                " %s::timestamptz, %s::timestamptz)) workshop (may_open, paused, opens_at, closes_at,"
                " resumed_at, published_at)",
                [may_open, paused, *dates],
            )
            [is_open] = cursor.fetchone()
            assert is_open == one.allows(Deed.VOTE), (may_open, paused, dates)
            said.add(is_open)
    assert said == {True, False}
