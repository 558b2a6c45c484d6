"""Votes that too few people had sent at the close: they lapse with the texts, a week later."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from ideas.domain.expiry import TIME_TO_DECIDE
from voting.models import Vote


def lapse_votes() -> int:
    """Put votes that wait in workshops that closed a week ago back to what counts; return how many.

    So everybody's list of their own votes says what has been counted.
    """
    over = Vote.objects.filter(idea__workshop__closes_at__lte=Now() - TIME_TO_DECIDE)
    with transaction.atomic():
        lapsed = over.unreleased().update(value=F("counted"))
        over.filter(value=None, counted=None).delete()
    return lapsed
