"""Why something is hidden, for who wrote it."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from moderation.models import Decision
from workshops.models import Comment, Idea


def find_reasons(items: Sequence[Idea | Comment]) -> dict[UUID, str]:
    """Return for each item that was hidden the newest decision's reason, in words. One query, or none."""
    if not items:
        return {}
    keys = [item.pk for item in items]
    hidings = Decision.objects.filter(Q(idea__in=keys) | Q(comment__in=keys), verdict=Decision.Verdict.HIDE)
    rows = hidings.annotate(item=Coalesce("idea", "comment")).order_by("decided_on", "pk")
    return {item: str(Decision.Reason(reason).label) for item, reason in rows.values_list("item", "reason")}
