"""The weekly summary on one page: what the pages tell everybody anyway, as of the last snapshots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from ideas.domain.numbers import public_numbers
from workshops.domain.digest_weeks import begin_of_week
from workshops.domain.letters import Written, absolute, send_to, write_letter
from workshops.domain.timetable import list_dates
from workshops.models import Housekeeping, Subscription, Workshop
from workshops.models.subscriptions import Letter
from workshops.statistics.participation import Breakdown, Participation, describe_participation

MOST_ROWS = 12


@dataclass(frozen=True)
class Part:
    """One dimension: its heading, as many rows (name, people) as have room, and words about the rest."""

    heading: str
    rows: list[tuple[str, int]]
    rest: str


@dataclass(frozen=True)
class Summary:
    """What the summary says; nothing in it is for organisers alone, for it is passed on."""

    numbers: list[dict[str, object]]
    parts: list[Part]
    told: Participation
    dates: list[Any]


def make_summary(workshop: Workshop) -> Summary:
    """Return the summary as of now, from the one statistics module."""
    told = describe_participation(workshop)
    parts = [_describe(one) for one in told.breakdowns if one.rows or one.untold]
    return Summary(public_numbers(workshop), parts, told, list(list_dates(workshop)))


def _describe(breakdown: Breakdown) -> Part:
    rest = ""
    if breakdown.untold:
        words = _("Nobody yet, or too few to tell: %(names)s.")
        rest = words % {"names": ", ".join(breakdown.untold)}
    return Part(breakdown.heading, breakdown.rows[:MOST_ROWS], rest)


def write_due_summaries() -> int:
    """Queue this week's summaries that have not been; return the number of letters."""
    unpublished = Q(published_at=None) | Q(published_at__gt=Now())
    running = Workshop.objects.filter(
        unpublished, opens_at__lte=Now(), may_open=True, subscriptions__summary=True
    )
    return sum(write_summary(workshop) for workshop in running.with_phase().distinct())


def write_summary(workshop: Workshop) -> int:
    """Queue this week's summary, unless it has been; return the number of its readers.

    By the clock that the workshop was loaded with. Twice at once is once: a row remembers the week.
    """
    begin = begin_of_week(workshop.time_asked)
    with transaction.atomic():
        if not _claim_week(workshop, begin):
            return 0
        readers = Subscription.objects.filter(workshop=workshop).wanting(Letter.SUMMARY)
        occasion = f"summary {workshop.pk} {begin.date()}"
        return send_to(readers, _write(workshop), occasion) if readers.exists() else 0


def _claim_week(workshop: Workshop, begin: datetime) -> bool:
    name = f"sum {workshop.pk}"
    kept, _is_new = Housekeeping.objects.select_for_update().get_or_create(
        name=name, defaults={"at": workshop.opens_at or begin}
    )
    if kept.at >= begin:
        return False
    Housekeeping.objects.filter(name=name).update(at=begin)
    return True


def _write(workshop: Workshop) -> Written:
    page = reverse("organising:participation", args=[workshop.slug])
    spread = reverse("organising:spread", args=[workshop.slug])
    subject = _("This week: %(title)s") % {"title": workshop.title}
    context = {
        "workshop": workshop,
        "summary": make_summary(workshop),
        "address": absolute(page),
        "spread_address": absolute(spread),
    }
    return write_letter("summary", subject, context)
