"""Numbers about people as everybody may see them: suppressed first, stored then, never changed."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workshops.models.workshop import Workshop


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Named questions about snapshots."""

    def newest_first(self) -> SnapshotQuerySet:
        """The last one first."""
        return self.order_by("-number")


class Snapshot(models.Model):
    """What is told of how many people joined or took part, until the next one of its kind."""

    class Kind(models.TextChoices):
        """What was counted."""

        JOINED = "joined", _("joined")
        TOOK_PART = "took_part", _("took part")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="snapshots")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.PositiveIntegerField()
    taken_on = models.DateField(default=timezone.localdate)
    figures = models.JSONField()

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")
        constraints = [
            models.UniqueConstraint("workshop", "kind", "number", name="snapshot_number_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["joined", "took_part"]), name="snapshot_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"snapshot {self.number}"
