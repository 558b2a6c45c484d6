"""The work side: how true the chances of suggested codes are, and how often what was suggested was taken."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from moderation.models.codes import Code
from moderation.models.codings import Coding
from workshops.models import Workshop

DIGEST_LENGTH = 32
TENTHS = 10


class Calibration(models.Model):
    """From what the worker learnt to suggest codes in a workshop, and how far its chances are off."""

    workshop = models.OneToOneField(
        Workshop, primary_key=True, on_delete=models.CASCADE, related_name="calibration"
    )
    # Whether what texts mean was looked at, or their stems alone.
    by_meaning = models.BooleanField()
    # So many texts were coded, and so many of these by two people without any suggestion.
    coded = models.PositiveIntegerField()
    blind = models.PositiveIntegerField()
    # The mean distance of a chance from the truth, null where no chance can be told yet.
    error = models.FloatField(null=True)
    # Of the codings and codes that were there, to see whether any came since.
    digest = models.CharField(max_length=DIGEST_LENGTH)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(error=None) | Q(error__range=(0, 1)), name="calibration_error_is_a_share"
            )
        ]

    def __str__(self) -> str:
        return "calibration"


class CalibrationBin(models.Model):
    """Of texts that were coded without suggestions: how many would have had this chance, and were right."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="calibration_bins")
    tenth = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    chance = models.FloatField()
    right = models.FloatField()

    class Meta:
        ordering = ["tenth"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "tenth"], name="calibration_bin_once"),
            models.CheckConstraint(
                condition=Q(tenth__lt=TENTHS, number__gt=0, chance__range=(0, 1), right__range=(0, 1)),
                name="calibration_bin_of_shares",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tenth}"


class ShownCode(models.Model):
    """A code that was suggested to somebody who coded a text, with its chance: taken or not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="shown")
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="+")
    chance = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["coding", "code"], name="shown_code_once"),
            models.CheckConstraint(
                condition=Q(chance=None) | Q(chance__range=(0, 1)), name="shown_chance_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return "shown code"
