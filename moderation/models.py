"""The work side: what the design group decides, and is about to. It names members of staff, never authors."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

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

    class Reason(models.TextChoices):
        """Why, for the public ledger."""

        FITS = "fits", _("fits the policy")
        IDENTIFIES = "identifies", _("could identify a person")
        ABUSIVE = "abusive", _("attacks a person")
        OFF_TOPIC = "off_topic", _("not about this workshop")
        DUPLICATE = "duplicate", _("sent twice")
        SAFETY = "safety", _("somebody may be at risk")

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
    undoes = models.OneToOneField("self", null=True, on_delete=models.CASCADE, related_name="undone_by")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["publish", "split", "unmute", "undo"], reason="fits")
                | Q(verdict="merge", reason="duplicate")
                | Q(verdict="mask", reason__in=["identifies", "abusive", "safety"])
                | Q(
                    verdict__in=["hide", "mute"],
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
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.reason}"


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Named questions about claims."""

    def living(self) -> ClaimQuerySet:
        """Those that have not ended."""
        return self.filter(until__gt=Now())

    def ended(self) -> ClaimQuerySet:
        """Those that have ended."""
        return self.filter(until__lte=Now())


class Claim(models.Model):
    """That somebody of the staff has an item before them, so that nobody else is given it. Ends by itself.

    The table is in no log of PostgreSQL: a row lives for minutes.
    """

    item = models.UUIDField(primary_key=True, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    claimed_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claimed_by"], name="claim_one_at_a_time")]

    def __str__(self) -> str:
        return "claim"


class UndoQuerySet(models.QuerySet["Undo"]):
    """Named questions about what can still be undone."""

    def living(self) -> UndoQuerySet:
        """Those for which there is still time."""
        return self.filter(until__gt=Now())

    def ended(self) -> UndoQuerySet:
        """Those for which it is too late."""
        return self.filter(until__lte=Now())


class Undo(models.Model):
    """What an item was like before a decision, for as long as who took it can undo it.

    `press` is the same for all that one press decided. The next decision about the item takes its place.
    The table is in no log of PostgreSQL: a row lives for minutes.
    """

    item = models.UUIDField(primary_key=True, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="+")
    press = models.UUIDField(db_index=True)
    until = models.DateTimeField()
    status = models.CharField(max_length=12)
    reviewed = models.BooleanField()
    held = models.BooleanField()
    published_on = models.DateField(null=True)
    review_since = models.DateField(null=True)

    objects = UndoQuerySet.as_manager()

    def __str__(self) -> str:
        return "undo"


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
