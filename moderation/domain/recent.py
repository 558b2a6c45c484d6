"""What was just decided: for ten minutes whoever took a decision can undo it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now

from ideas.models import Comment, Idea
from moderation.models import Decision, Undo

TIME_TO_UNDO = timedelta(minutes=10)
STATE_FIELDS = ("status", "reviewed", "held", "held_by_reports", "approved", "published_on", "review_since")
KeptState = Mapping[str, Any]


def read_state(item: Idea | Comment) -> KeptState:
    """Return what a decision may change of an item."""
    return {name: getattr(item, name) for name in STATE_FIELDS}


def keep_recent(item: Idea | Comment, decision: Decision, before: KeptState, press: uuid.UUID) -> None:
    """Remember for ten minutes what the item was like before the decision."""
    until = Now() + TIME_TO_UNDO
    Undo.objects.create(item=item.pk, decision=decision, press=press, until=until, **before)


def forget_recent(item: Idea | Comment) -> None:
    """Let nothing that was decided about this item so far be undone any more: something else is decided."""
    Undo.objects.filter(item=item.pk).delete()


def forget_all_ended() -> None:
    """Delete what can be undone no more."""
    Undo.objects.ended().delete()
