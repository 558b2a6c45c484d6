"""How urgent it is to look at a text: what could hurt somebody comes first."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from ideas.models import CoverRequest, Report, SecondLook
from moderation.domain.review import is_danger, list_asked


class Urgency(IntEnum):
    """Degrees, the most urgent first."""

    DANGER = 0
    SAID_TOO_MUCH = 1
    HELD_BY_REPORTS = 2
    SECOND_LOOK = 3
    HELD = 4
    REPORTED = 5
    OTHER = 6


def order_by_urgency(items: QuerySet[Any]) -> QuerySet[Any]:
    """Return the items, each with its `urgency`: a value of `Urgency`."""
    # As a set, which PostgreSQL makes once.
    reported = Report.objects.unanswered().values("item")
    steps = [
        When(is_danger(), then=Urgency.DANGER),
        When(pk__in=list_asked(CoverRequest), then=Urgency.SAID_TOO_MUCH),
        When(held_by_reports=True, then=Urgency.HELD_BY_REPORTS),
        When(pk__in=list_asked(SecondLook), then=Urgency.SECOND_LOOK),
        When(held=True, then=Urgency.HELD),
        When(pk__in=reported, then=Urgency.REPORTED),
    ]
    urgent: QuerySet[Any] = items.annotate(
        urgency=Case(*steps, default=Value(Urgency.OTHER), output_field=IntegerField())
    )
    return urgent
