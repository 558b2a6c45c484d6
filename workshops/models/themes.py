"""The themes of a workshop: numbered points of its draft."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.markdown import MARKDOWN_HELP
from workshops.models.workshop import Workshop


class Theme(models.Model):
    """One numbered point of the draft that the workshop is about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="themes")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), blank=True, help_text=MARKDOWN_HELP)
    references = models.TextField(_("references"), blank=True)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "workshop",
                "number",
                name="theme_number_once",
                violation_error_message=_("Two themes have this number. Give each its own."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"
