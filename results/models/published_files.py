"""The work side: what everybody may take away of a final edition, and the list that is sealed for ever."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from results.models.editions import Edition

DIGITS = 64


class PublishedFile(models.Model):
    """A file of a released final edition. The sealed list is made once; a trigger keeps it as it is.

    The others are made anew when words that they repeat were covered or taken back.
    """

    class Kind(models.TextChoices):
        """What it is."""

        SEAL = "seal", _("sealed list")
        PACKAGE = "package", _("sealed package")
        POSTER = "poster", _("poster")
        REPORT = "report", _("report")
        CARD = "card", _("picture for sharing")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="published_files")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    # What everybody could see of the workshop when it was made: see `Workshop.seen_version`.
    made_from = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=DIGITS)
    size = models.PositiveBigIntegerField()
    made_on = models.DateField()

    class Meta:
        verbose_name = _("published file")
        verbose_name_plural = _("published files")
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], name="published_file_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["seal", "package", "poster", "report", "card"]),
                name="published_file_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="published_file_has_a_check_sum"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class PublishedPart(models.Model):
    """Some bytes of a published file, in their order: web and worker share no disk on a server."""

    pk = models.CompositePrimaryKey("file_id", "number")
    file = models.ForeignKey(PublishedFile, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("part of a published file")
        verbose_name_plural = _("parts of published files")

    def __str__(self) -> str:
        return f"part {self.number}"
