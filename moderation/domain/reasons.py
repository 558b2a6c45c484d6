"""Why something is hidden or words of it are covered."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from ideas.domain.passages import MARK, list_texts
from ideas.models import Comment, Idea
from moderation.models import Decision


def find_reasons(items: Sequence[Idea | Comment]) -> dict[UUID, str]:
    """Return for each item that was hidden the newest decision's reason, in words. One query, or none.

    That of a second look, which was later, counts for more.
    """
    return _find(items, Decision.Verdict.HIDE, Decision.Verdict.UPHOLD)


def find_covered(items: Sequence[Idea | Comment]) -> dict[UUID, str]:
    """Return for each item of which words were covered why, in words. One query, none without a mark."""
    return _find(
        [item for item in items if any(MARK in text for text in list_texts(item))], Decision.Verdict.MASK
    )


def _find(items: Sequence[Idea | Comment], *verdicts: str) -> dict[UUID, str]:
    if not items:
        return {}
    keys = [item.pk for item in items]
    decisions = Decision.objects.filter(Q(idea__in=keys) | Q(comment__in=keys), verdict__in=verdicts)
    rows = decisions.annotate(item=Coalesce("idea", "comment")).order_by("decided_on", "verdict", "pk")
    return {item: _say(reason, told) for item, reason, told in rows.values_list("item", "reason", "told")}


def _say(reason: str, told: str) -> str:
    words = str(Decision.Reason(reason).label)
    return f"{words} (“{told}”)" if told else words
