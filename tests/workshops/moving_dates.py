"""Moving the dates of a workshop by its buttons, as organisers do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from tests.cast import Person, make_member
from tests.workshops.admin_pages import confirm, find_button, write_dates
from workshops.models import Update, Workshop
from workshops.rules import Role

LONDON = ZoneInfo("Europe/London")
CLOSE = datetime(2026, 12, 18, 17, tzinfo=LONDON)
NOW = datetime(2026, 12, 6, 11, 40, tzinfo=LONDON)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def again(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().get(pk=workshop.pk)


def make_organiser(workshop: Workshop) -> Person:
    return make_member("olive", workshop, Role.ORGANISER)


def move(
    workshop: Workshop, organiser: Person, button: str = "extension", **dates: datetime | None
) -> Workshop:
    """Choose these dates, read what happens, confirm it; return the workshop as it is then."""
    confirm(organiser.client, find_button(workshop, button), write_dates(**{"ideas_until": None, **dates}))
    return again(workshop)


def count_notices() -> int:
    return Update.objects.count()


def close_it(**fields: Any) -> None:
    Workshop.objects.update(closes_at=timezone.now() - HOUR, ideas_until=None, **fields)
