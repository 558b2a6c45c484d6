"""Rounds in which members are asked something: each has a key of its own, which goes when it is over."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from workshops.models import Workshop


class RoundQuerySet(models.QuerySet["Round"]):
    """Named questions about rounds."""

    def about(self, kind: str) -> RoundQuerySet:
        """Those in which this is asked."""
        return self.filter(kind=kind)

    def going_on(self) -> RoundQuerySet:
        """Those that have not been ended: they take answers, or are to be told."""
        return self.filter(ended_on=None)

    def ended(self) -> RoundQuerySet:
        """Those that are told, as far as they can be."""
        return self.exclude(ended_on=None)


class Round(models.Model):
    """The work side: some weeks in which members are asked. Its days are set when it begins, and stay."""

    class Kind(models.TextChoices):
        """What is asked."""

        PLEDGES = "pledges", _("has this changed where you work?")
        ASSESSMENT = "assessment", _("self-assessment")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="rounds")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    begins_on = models.DateField()
    # The last day on which answers are taken.
    ends_on = models.DateField()
    ended_on = models.DateField(null=True)
    # By which its key is recognised; nothing once the key is destroyed.
    key_check = models.BinaryField(max_length=16, null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round of answers")
        verbose_name_plural = _("rounds of answers")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "kind", "number"], name="round_number_once"),
            models.UniqueConstraint(
                fields=["workshop", "kind"], condition=Q(ended_on=None), name="round_alone"
            ),
            models.CheckConstraint(condition=Q(kind__in=["pledges", "assessment"]), name="round_kind_known"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("begins_on")), name="round_takes_days"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gt=F("ends_on")), name="round_ends_after_its_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    def takes_answers(self, today: date) -> bool:
        """Return whether it takes answers on this day."""
        return self.ended_on is None and self.begins_on <= today <= self.ends_on
