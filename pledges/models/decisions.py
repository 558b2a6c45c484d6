"""The work side: what staff decided about something that was signed. Rows are added, never changed."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pledges.models.case_studies import CaseStudy
from pledges.models.pledges import REASON_LENGTH, Pledge
from workshops.models import Membership


class SignedDecision(models.Model):
    """One decision about one pledge, by whom, on which day, and why."""

    class Deed(models.TextChoices):
        """What was decided."""

        HIDE = "hide", _("taken from view")
        SHOW = "show", _("shown again")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="decisions")
    deed = models.CharField(_("what was decided"), max_length=8, choices=Deed.choices)
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)
    decided_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_on = models.DateField()

    class Meta:
        verbose_name = _("decision about what was signed")
        verbose_name_plural = _("decisions about what was signed")
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(deed__in=["hide", "show"]), name="signed_decision_known"),
            models.CheckConstraint(condition=Q(deed="show") | ~Q(reason=""), name="signed_decision_says_why"),
        ]

    def __str__(self) -> str:
        return self.deed


class CaseStudyDecision(models.Model):
    """One decision about one case study, by whom, on which day, and what was said to who signed it."""

    class Deed(models.TextChoices):
        """What was decided."""

        PUBLISH = "publish", _("published")
        ASK = "ask", _("asked to change")
        REFUSE = "refuse", _("refused")
        TAKE_DOWN = "take_down", _("taken down")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_study = models.ForeignKey(CaseStudy, on_delete=models.CASCADE, related_name="decisions")
    deed = models.CharField(_("what was decided"), max_length=9, choices=Deed.choices)
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)
    decided_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_on = models.DateField()

    class Meta:
        verbose_name = _("decision about a case study")
        verbose_name_plural = _("decisions about case studies")
        ordering = ["decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(deed__in=["publish", "ask", "refuse", "take_down"]),
                name="case_study_decision_known",
            ),
            models.CheckConstraint(
                condition=Q(deed="publish") | ~Q(reason=""), name="case_study_decision_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.deed
