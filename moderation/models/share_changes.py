"""The work side: how large the share of texts is that two people code, from when on, and who said so."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from workshops.models import Membership, Workshop

# Per cent of all texts.
SMALLEST_SHARE, USUAL_SHARE, LARGEST_SHARE = 10, 20, 100


class ShareChange(models.Model):
    """That two people code so many per cent of what nobody has coded yet; the last one counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="share_changes")
    number = models.PositiveSmallIntegerField()
    percent = models.PositiveSmallIntegerField()
    changed_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    changed_on = models.DateField(db_default=TruncDate(Now()))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="share_change_numbered_once"),
            models.CheckConstraint(
                condition=Q(percent__gte=SMALLEST_SHARE, percent__lte=LARGEST_SHARE),
                name="share_change_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent} %"
