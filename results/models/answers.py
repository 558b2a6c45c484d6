"""The contribution side: what members answer in a consultation, and what authors say of a statement.

Each is a tag that says something for one statement only. Nothing here knows who it was.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Now
from django.db.models.lookups import Exact, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from anonymity.thresholds import CELL_STEP, STEP_OF_PEOPLE
from ideas_platform.lib.distinct import IsDistinctFrom
from results.models.statements import Statement
from workshops.models import Workshop

ANSWER_LENGTH = 1_000
_DIFFERS = Q(IsDistinctFrom(F("value"), F("counted")))
_TEXT_DIFFERS = Q(IsDistinctFrom(F("text"), F("shown_text")))


class StatementAnswerQuerySet(models.QuerySet["StatementAnswer"]):
    """Named questions about answers."""

    def unreleased(self) -> StatementAnswerQuerySet:
        """Those that the last release took otherwise than they are now, by the partial index."""
        return self.filter(_DIFFERS | _TEXT_DIFFERS)


class StatementAnswer(models.Model):
    """One person's answer to one statement of a consultation edition. The design group reads the texts."""

    class Value(models.TextChoices):
        """What one can answer."""

        KEEP = "keep", _("keep it")
        CHANGE = "change", _("change it")
        MISSING = "missing", _("something is missing")

    pk = models.CompositePrimaryKey("statement_id", "tag")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="answers")
    tag = models.BinaryField(max_length=TAG_BYTES)
    # What is set now, and what the last release of answers took; "" for none. It waits where they differ.
    value = models.CharField(max_length=8, choices=Value.choices, blank=True)
    counted = models.CharField(max_length=8, choices=Value.choices, blank=True)
    text = models.TextField(max_length=ANSWER_LENGTH, blank=True)
    shown_text = models.TextField(max_length=ANSWER_LENGTH, blank=True)

    objects = StatementAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a statement")
        verbose_name_plural = _("answers to statements")
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("tag"), TAG_BYTES), name="statement_answer_tag_length"
            ),
            models.CheckConstraint(
                condition=Q(value__in=["", "keep", "change", "missing"]), name="statement_answer_value_known"
            ),
            models.CheckConstraint(
                condition=Q(counted__in=["", "keep", "change", "missing"]),
                name="statement_answer_counted_known",
            ),
            models.CheckConstraint(
                condition=~Q(value="") | Q(text=""), name="statement_answer_text_has_a_value"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), ANSWER_LENGTH), name="statement_answer_text_length"
            ),
        ]
        indexes = [
            models.Index(
                fields=["statement"], condition=_DIFFERS | _TEXT_DIFFERS, name="statement_answer_waiting"
            )
        ]

    def __str__(self) -> str:
        return "answer"


class AuthorVerdictQuerySet(models.QuerySet["AuthorVerdict"]):
    """Named questions about verdicts."""

    def unreleased(self) -> AuthorVerdictQuerySet:
        """Those that the last release took otherwise than they are now, by the partial index."""
        return self.filter(_DIFFERS)


class AuthorVerdict(models.Model):
    """What one author of something that a statement used says of it: one for each author and statement."""

    class Value(models.TextChoices):
        """Whether the statement keeps the author's point."""

        KEEPS = "keeps", _("keeps my point")
        WATERS_DOWN = "waters_down", _("waters it down")
        LOSES = "loses", _("loses it")

    pk = models.CompositePrimaryKey("statement_id", "tag")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="verdicts")
    tag = models.BinaryField(max_length=TAG_BYTES)
    value = models.CharField(max_length=12, choices=Value.choices, blank=True)
    counted = models.CharField(max_length=12, choices=Value.choices, blank=True)

    objects = AuthorVerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("author’s verdict")
        verbose_name_plural = _("authors’ verdicts")
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("tag"), TAG_BYTES), name="author_verdict_tag_length"
            ),
            models.CheckConstraint(
                condition=Q(value__in=["", "keeps", "waters_down", "loses"]),
                name="author_verdict_value_known",
            ),
            models.CheckConstraint(
                condition=Q(counted__in=["", "keeps", "waters_down", "loses"]),
                name="author_verdict_counted_known",
            ),
        ]
        indexes = [models.Index(fields=["statement"], condition=_DIFFERS, name="author_verdict_waiting")]

    def __str__(self) -> str:
        return "verdict"


class StatementTotal(models.Model):
    """How many people answered a statement, or judged it as authors, told by the rule for numbers of people.

    `told` has a number for each answer, a multiple of ten; `people` is one of five. All are drawn up or down.
    There is no row below ten people.
    """

    class Asked(models.TextChoices):
        """What was asked."""

        CONSULTATION = "consultation", _("consultation")
        VERDICT = "verdict", _("author’s verdict")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="totals")
    asked = models.CharField(max_length=12, choices=Asked.choices)
    people = models.PositiveIntegerField()
    told = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("total of a statement")
        verbose_name_plural = _("totals of statements")
        constraints = [
            models.UniqueConstraint(fields=["statement", "asked"], name="statement_total_once"),
            models.CheckConstraint(
                condition=Q(people=CELL_STEP * (F("people") / CELL_STEP)), name="statement_total_rounded"
            ),
        ]

    def __str__(self) -> str:
        return "total"


class AnswerRelease(models.Model):
    """One release of answers and verdicts. It joins many people's, so it may carry a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="answer_releases")
    number = models.PositiveIntegerField()
    released_at = models.DateTimeField(db_default=Now())
    # How many people counted, rounded at random, as for every release.
    people = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("release of answers")
        verbose_name_plural = _("releases of answers")
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="answer_release_number_once"),
            models.CheckConstraint(
                condition=Q(people=None) | Q(people=STEP_OF_PEOPLE * (F("people") / STEP_OF_PEOPLE)),
                name="answer_release_people_rounded",
            ),
        ]

    def __str__(self) -> str:
        return f"release {self.number}"


class DrawnAnswerMoment(models.Model):
    """When the release of answers that is due is made. It goes with it, or when none is due any more."""

    workshop = models.OneToOneField(
        Workshop, primary_key=True, on_delete=models.CASCADE, related_name="drawn_answer_moment"
    )
    moment = models.DateTimeField()

    class Meta:
        verbose_name = _("drawn moment of answers")
        verbose_name_plural = _("drawn moments of answers")

    def __str__(self) -> str:
        return "drawn moment"
