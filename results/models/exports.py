"""The work side: exports that organisers asked for on the page. Each lives for a day."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from workshops.models import Workshop

LIFE = timedelta(hours=24)


class ExportFileQuerySet(models.QuerySet["ExportFile"]):
    """Named questions about exports."""

    def ended(self) -> ExportFileQuerySet:
        """Those whose day is over."""
        return self.filter(asked_at__lte=Now() - LIFE)

    def to_make(self) -> ExportFileQuerySet:
        """Those that nobody has made yet, the longest asked for first."""
        return self.filter(state=ExportFile.State.ASKED).order_by("asked_at")


class ExportFile(models.Model):
    """An export that an organiser asked for: theirs alone, gone after a day."""

    class Format(models.TextChoices):
        """What it is written as."""

        XLSX = "xlsx", _("Excel workbook")
        CSV = "csv", _("CSV files in one ZIP")
        JSON = "json", _("JSON document")

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="export_files")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="export_files")
    format = models.CharField(max_length=4, choices=Format.choices)
    state = models.CharField(max_length=6, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField(db_default=Now())
    size = models.PositiveBigIntegerField(default=0)

    objects = ExportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        constraints = [
            # Pressed twice, it is asked for once.
            models.UniqueConstraint(
                fields=["workshop", "owner", "format"],
                condition=models.Q(state="asked"),
                name="export_asked_for_once",
            )
        ]
        indexes = [models.Index(fields=["asked_at"], name="export_asked_at")]

    def __str__(self) -> str:
        return f"{self.format} of {self.workshop_id}"

    @property
    def ends_at(self) -> datetime:
        """Return when it is deleted."""
        return self.asked_at + LIFE

    @property
    def is_ready(self) -> bool:
        """Return whether it can be downloaded."""
        return self.state == self.State.READY


class ExportPart(models.Model):
    """Some bytes of an export, in their order: web and worker share no disk on a server, but the database."""

    pk = models.CompositePrimaryKey("export_id", "number")
    export = models.ForeignKey(ExportFile, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        verbose_name = _("part of an export")
        verbose_name_plural = _("parts of exports")

    def __str__(self) -> str:
        return f"part {self.number}"
