"""The contribution side: what readers want the design group to look at."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from ideas.models.comments import Comment
from ideas.models.ideas import Idea


class ReportQuerySet(models.QuerySet["Report"]):
    """Named questions about reports."""

    def unreleased(self) -> ReportQuerySet:
        """Those that the design group does not see yet."""
        return self.filter(released=False)

    def unanswered(self) -> ReportQuerySet:
        """Those that the design group sees, and has not decided about since."""
        return self.filter(released=True, answered=False)

    def of_danger(self) -> ReportQuerySet:
        """Those that say that somebody may be at risk."""
        return self.filter(reason=Report.Reason.SAFETY)


class Report(models.Model):
    """One person's report of one item: an idea, or a comment on it. A second one changes nothing."""

    class Reason(models.TextChoices):
        """What is wrong with it."""

        IDENTIFIES = "identifies", _("It could show who somebody is")
        ABUSIVE = "abusive", _("It attacks a person")
        OFF_TOPIC = "off_topic", _("It is not about this workshop")
        DUPLICATE = "duplicate", _("It is here twice")
        SAFETY = "safety", _("Somebody may be at risk")

    pk = models.CompositePrimaryKey("item", "tag")
    item = models.UUIDField(editable=False)
    tag = models.BinaryField(max_length=TAG_BYTES)
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="reports")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    released = models.BooleanField(default=False)
    # The design group has decided about the item since.
    answered = models.BooleanField(default=False, db_default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [
            models.CheckConstraint(condition=Exact(Length("tag"), TAG_BYTES), name="report_tag_length"),
            models.CheckConstraint(
                condition=Q(item=Coalesce(F("comment"), F("idea"))), name="report_item_is_what_it_is_about"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["identifies", "abusive", "off_topic", "duplicate", "safety"]),
                name="report_reason_known",
            ),
        ]
        indexes = [models.Index(fields=["idea"], condition=Q(released=False), name="report_unreleased")]

    def __str__(self) -> str:
        return "report"
