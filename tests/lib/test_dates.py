"""Dates as one says them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from ideas_platform.lib.dates import say_date, say_distance, say_moment

NOW = datetime(2026, 12, 6, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def stopped_clock() -> object:
    """Stop the clock on Sunday 6 December 2026."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 12, 18, 17, 0, tzinfo=UTC), "Friday 18 December at 5pm, in 12 days"),
        (datetime(2026, 12, 18, 17, 30, tzinfo=UTC), "Friday 18 December at 5.30pm, in 12 days"),
        (datetime(2026, 12, 7, 0, 0, tzinfo=UTC), "Monday 7 December at 12am, in 1 day"),
        (datetime(2026, 12, 6, 12, 0, tzinfo=UTC), "Sunday 6 December at 12pm, today"),
        (datetime(2026, 12, 5, 9, 0, tzinfo=UTC), "Saturday 5 December at 9am, 1 day ago"),
        (datetime(2027, 1, 4, 9, 0, tzinfo=UTC), "Monday 4 January 2027 at 9am, in 29 days"),
        # In summer London is an hour ahead of UTC.
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), "Wednesday 1 July at 5pm, 158 days ago"),
    ],
)
def test_a_moment_is_said_with_day_clock_and_distance(moment: datetime, words: str) -> None:
    assert say_moment(moment) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "in 1 day"), (2, "in 2 days"), (-1, "1 day ago"), (-30, "30 days ago")],
)
def test_a_distance_is_counted_in_days(days: int, words: str) -> None:
    assert say_distance(timezone.localdate() + timedelta(days=days)) == words


def test_a_day_is_said_without_leading_noughts() -> None:
    assert say_date(date(2026, 3, 5)) == "5 March 2026"


def test_just_before_midnight_in_london_the_day_is_still_today() -> None:
    with time_machine.travel(datetime(2026, 6, 30, 22, 59, tzinfo=UTC), tick=False):
        assert say_distance(date(2026, 6, 30)) == "today"
    with time_machine.travel(datetime(2026, 6, 30, 23, 1, tzinfo=UTC), tick=False):
        assert say_distance(date(2026, 6, 30)) == "1 day ago"
