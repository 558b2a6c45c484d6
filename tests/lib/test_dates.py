"""Dates as one says them."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.template import Context, Template
from django.utils import timezone

from ideas_platform.lib import dates
from ideas_platform.lib.dates import mark_date, mark_moment, say_date, say_distance, say_moment, say_when

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
        (datetime(2026, 12, 7, 0, 0, tzinfo=UTC), "midnight at the start of Monday 7 December, tomorrow"),
        (datetime(2026, 12, 6, 12, 0, tzinfo=UTC), "Sunday 6 December at midday, today"),
        (datetime(2026, 12, 5, 9, 0, tzinfo=UTC), "Saturday 5 December at 9am, yesterday"),
        (datetime(2027, 1, 4, 9, 0, tzinfo=UTC), "Monday 4 January 2027 at 9am, in 29 days"),
        (datetime(2026, 12, 7, 0, 30, tzinfo=UTC), "Monday 7 December at 12.30am, tomorrow"),
        # In summer London is an hour ahead of UTC.
        (datetime(2026, 7, 1, 16, 0, tzinfo=UTC), "Wednesday 1 July at 5pm, 158 days ago"),
    ],
)
def test_a_moment_is_said_with_day_clock_and_distance(moment: datetime, words: str) -> None:
    assert say_moment(moment) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (2, "in 2 days"), (-1, "yesterday"), (-30, "30 days ago")],
)
def test_a_distance_is_counted_in_days(days: int, words: str) -> None:
    assert say_distance(timezone.localdate() + timedelta(days=days)) == words


def test_a_day_is_said_without_leading_noughts() -> None:
    assert say_date(date(2026, 3, 5)) == "5 March 2026"


def test_just_before_midnight_in_london_the_day_is_still_today() -> None:
    with time_machine.travel(datetime(2026, 6, 30, 22, 59, tzinfo=UTC), tick=False):
        assert say_distance(date(2026, 6, 30)) == "today"
    with time_machine.travel(datetime(2026, 6, 30, 23, 1, tzinfo=UTC), tick=False):
        assert say_distance(date(2026, 6, 30)) == "yesterday"


def test_midnight_and_midday_go_by_the_clock_of_london() -> None:
    assert say_when(datetime(2026, 6, 30, 23, 0, tzinfo=UTC)) == "midnight at the start of Wednesday 1 July"
    assert say_when(datetime(2026, 6, 30, 11, 0, tzinfo=UTC)) == "Tuesday 30 June at midday"


def test_days_are_counted_over_the_night_in_which_the_clocks_change() -> None:
    with time_machine.travel(datetime(2026, 10, 24, 23, 30, tzinfo=UTC), tick=False):
        # Half past midnight on the 25th in London, an hour before the clocks go back.
        assert say_moment(datetime(2026, 10, 26, 9, 0, tzinfo=UTC)) == "Monday 26 October at 9am, tomorrow"


def test_a_letter_says_no_distance() -> None:
    assert say_when(datetime(2026, 12, 18, 17, 0, tzinfo=UTC)) == "Friday 18 December at 5pm"


def test_a_machine_can_read_a_moment_and_a_day() -> None:
    assert mark_moment(datetime(2026, 7, 1, 16, 0, tzinfo=UTC)) == (
        '<time datetime="2026-07-01T17:00:00+01:00">Wednesday 1 July at 5pm, 158 days ago</time>'
    )
    assert mark_date(date(2026, 3, 5)) == '<time datetime="2026-03-05">5 March 2026</time>'


@pytest.mark.parametrize(
    ("template", "words"),
    [
        (
            "{{ when|moment }}",
            '<time datetime="2026-12-06T00:30:00+00:00">Sunday 6 December at 12.30am, today</time>',
        ),
        ("{{ when|day }}", '<time datetime="2026-12-06">6 December 2026</time>'),
        ("{{ never|moment }}{{ never|day }}{{ never|moment_plain }}{{ never|day_plain }}", ""),
        ("{{ when|moment_plain }}", "Sunday 6 December at 12.30am"),
    ],
)
def test_templates_print_dates_in_words(template: str, words: str) -> None:
    when = datetime(2026, 12, 6, 0, 30, tzinfo=UTC)
    page = Template("{% load dates %}" + template).render(Context({"when": when, "never": None}))
    assert page == words


def test_a_translator_puts_a_date_into_another_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "pgettext", lambda context, pattern: {"j F Y": "Y. F j."}[pattern])
    assert say_date(date(2026, 3, 5)) == "2026. March 5."
