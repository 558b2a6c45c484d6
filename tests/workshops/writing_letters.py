"""What tests of letters need: a moment, something released, and two workers at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Barrier, Thread
from zoneinfo import ZoneInfo

from django.db import connection

from ideas.models import Idea
from tests.cast import make_idea
from workshops.models import OutboxEmail, Workshop

LONDON = ZoneInfo("Europe/London")
MONDAY = datetime(2026, 6, 8, 9, tzinfo=LONDON)
JO, OMAR = "jo@home.example", "omar@home.example"


def recipients() -> list[str]:
    return sorted(OutboxEmail.objects.values_list("recipient", flat=True))


def at(workshop: Workshop, moment: datetime) -> Workshop:
    """Return the workshop as it is at this moment of the database."""
    found = Workshop.objects.with_phase().get(pk=workshop.pk)
    found.tell_time(moment)
    return found


def release(workshop: Workshop, day: date, title: str = "One number to ring") -> Idea:
    return make_idea(workshop, title=title, published_on=day)


def run_twice_at_once(deed: Callable[[], object]) -> None:
    """Run it in two threads that start together, each with a connection of its own."""
    start = Barrier(2)

    def run() -> None:
        try:
            start.wait(5)
            deed()
        finally:
            connection.close()

    threads = [Thread(target=run) for _one in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
