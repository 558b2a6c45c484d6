"""The work side: words of a workshop's own that go with a reason."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moderation.models.decisions import WORDS_LENGTH, Decision
from workshops.models import Workshop


class ReasonTemplate(models.Model):
    """Words of a workshop's own that go with a reason: whoever wrote what is hidden reads them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="reason_templates")
    reason = models.CharField(_("reason"), max_length=12, choices=Decision.Reason.choices)
    words = models.CharField(_("words"), max_length=WORDS_LENGTH)

    class Meta:
        verbose_name = _("words for a reason")
        verbose_name_plural = _("words for reasons")
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "reason", "words"], name="reason_template_once_in_a_workshop"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["identifies", "abusive", "off_topic", "duplicate", "safety"]),
                name="reason_template_reason_known",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
