"""The work side: what the design group decided. It names members of staff, never authors."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from ideas.models import Comment, Idea
from workshops.models import Membership, Workshop

WORDS_LENGTH = 300


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Named questions about decisions."""

    def about(self, keys: Sequence[uuid.UUID]) -> DecisionQuerySet:
        """Those about one of these ideas or comments."""
        return self.filter(Q(idea__in=keys) | Q(comment__in=keys))


class Decision(models.Model):
    """One decision of moderation. A trigger keeps it as it was written."""

    class Verdict(models.TextChoices):
        """What was decided."""

        PUBLISH = "publish", _("publish")
        HIDE = "hide", _("hide")
        MERGE = "merge", _("merge into another")
        SPLIT = "split", _("undo a merge")
        MASK = "mask", _("cover words")
        MUTE = "mute", _("let its author write no more")
        UNMUTE = "unmute", _("let its author write again")
        UNDO = "undo", _("undo a decision")
        NOTE = "note", _("add an editor’s note")
        UNNOTE = "unnote", _("take an editor’s note away")
        UPHOLD = "uphold", _("leave hidden after a second look")
        TAKE_OUT = "take_out", _("take out for its author")
        REFUSE = "refuse", _("not cover what its author asked")
        ASK = "ask", _("ask its author")

    class Reason(models.TextChoices):
        """Why, for the public ledger."""

        FITS = "fits", _("fits the policy")
        IDENTIFIES = "identifies", _("could identify a person")
        ABUSIVE = "abusive", _("attacks a person")
        OFF_TOPIC = "off_topic", _("not about this workshop")
        DUPLICATE = "duplicate", _("sent twice")
        SAFETY = "safety", _("somebody may be at risk")
        ASKED = "asked", _("its author asked for it")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="decisions")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="decisions")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(_("decision"), max_length=8, choices=Verdict.choices)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    # What its author reads beside the reason: one of the workshop's own templates as it was then.
    told = models.CharField(_("words for its author"), max_length=WORDS_LENGTH, blank=True, db_default="")
    note = models.CharField(_("note"), max_length=500, blank=True)
    decided_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_on = models.DateField(_("decided on"), db_default=TruncDate(Now()))
    # How many days it had waited for the design group; empty where it did not wait.
    waited = models.PositiveSmallIntegerField(_("days it waited"), null=True)
    # For which reasons readers had reported it: this decision is their answer.
    reports_answered = ArrayField(models.CharField(max_length=12), default=list, blank=True, editable=False)
    # The idea under which it counts from then on, where that was decided.
    into = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    # Whether it answers the author's request for a second look.
    is_second_look = models.BooleanField(default=False, db_default=False, editable=False)
    undoes = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="undone_by")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    verdict__in=["publish", "split", "unmute", "undo", "note", "unnote", "refuse"],
                    reason="fits",
                )
                | Q(verdict="merge", reason="duplicate")
                | Q(verdict="mask", reason__in=["identifies", "abusive", "safety", "asked"])
                | Q(verdict="take_out", reason="asked")
                | Q(verdict="ask", reason__in=["identifies", "abusive", "off_topic", "duplicate"])
                | Q(
                    verdict__in=["hide", "mute", "uphold"],
                    reason__in=["identifies", "abusive", "off_topic", "duplicate", "safety"],
                ),
                name="decision_reason_fits_verdict",
            ),
            models.CheckConstraint(
                condition=Q(idea__isnull=False, comment=None) | Q(idea=None, comment__isnull=False),
                name="decision_about_one_item",
            ),
            models.CheckConstraint(
                condition=Q(verdict="undo", undoes__isnull=False) | (~Q(verdict="undo") & Q(undoes=None)),
                name="decision_undoes_what_it_says",
            ),
            models.CheckConstraint(
                condition=Q(verdict="merge") | Q(into=None), name="decision_into_only_of_merges"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.reason}"
