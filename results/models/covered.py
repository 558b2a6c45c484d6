"""The work side: that words of an answer to a consultation were covered, and why. It keeps none of them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from moderation.models import Decision
from results.models.statements import Statement
from workshops.models import Membership

NOTE_LENGTH = 500
REASONS = (Decision.Reason.IDENTIFIES, Decision.Reason.SAFETY, Decision.Reason.ABUSIVE)


class CoveredWords(models.Model):
    """One deed of the design group: words of an answer to this statement were covered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="covered_words")
    reason = models.CharField(_("reason"), max_length=12, choices=[(one.value, one.label) for one in REASONS])
    note = models.CharField(_("note"), max_length=NOTE_LENGTH, blank=True)
    decided_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_on = models.DateField(_("decided on"), db_default=TruncDate(Now()))

    class Meta:
        verbose_name = _("covered words")
        verbose_name_plural = _("covered words")
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=["identifies", "safety", "abusive"]), name="covered_words_reason_known"
            ),
        ]

    def __str__(self) -> str:
        return self.reason
