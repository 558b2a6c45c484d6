"""A self-assessment: on the work side its questions, on the contribution side what members answer."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from anonymity.thresholds import CELL_STEP
from pledges.models.rounds import Round
from workshops.models import Workshop

QUESTION_LENGTH = 200
LEVEL_LENGTH = 60
INTRODUCTION_LENGTH = 500


class Assessment(models.Model):
    """What the organisers ask about how things are; it stays as it is from its first round on."""

    workshop = models.OneToOneField(
        Workshop, primary_key=True, on_delete=models.CASCADE, related_name="assessment"
    )
    introduction = models.CharField(max_length=INTRODUCTION_LENGTH, blank=True)
    # From the lowest to the highest.
    levels = ArrayField(models.CharField(max_length=LEVEL_LENGTH))
    # Counts what was saved, so that nobody writes over what somebody else has.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        constraints = [
            models.CheckConstraint(
                condition=Q(levels__len__gte=3) & Q(levels__len__lte=5), name="assessment_has_levels"
            )
        ]

    def __str__(self) -> str:
        return f"self-assessment of {self.workshop_id}"

    @property
    def upper(self) -> list[int]:
        """The levels (from 0) in the upper half."""
        return [level for level in range(len(self.levels)) if 2 * level >= len(self.levels)]


class AssessmentQuestion(models.Model):
    """One question of a self-assessment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=QUESTION_LENGTH)

    class Meta:
        verbose_name = _("question of a self-assessment")
        verbose_name_plural = _("questions of self-assessments")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="assessment_question_once"),
            models.CheckConstraint(condition=~Q(text=""), name="assessment_question_has_words"),
        ]

    def __str__(self) -> str:
        return self.text


class Standing(models.Model):
    """As whom somebody answers in a round, under a tag of its own: no answer says it."""

    class Value(models.TextChoices):
        """What one can be."""

        STAFF = "staff", _("I work with people who need care or support")
        LEADER = "leader", _("I lead or manage a team or an organisation")
        SERVICE_USER = "service_user", _("I use services, or care for somebody who does")

    pk = models.CompositePrimaryKey("round_id", "tag")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="standings")
    tag = models.BinaryField(max_length=TAG_BYTES)
    value = models.CharField(max_length=12, choices=Value.choices)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            models.CheckConstraint(condition=Exact(Length("tag"), TAG_BYTES), name="standing_tag_length"),
            models.CheckConstraint(
                condition=Q(value__in=["staff", "leader", "service_user"]), name="standing_known"
            ),
        ]

    def __str__(self) -> str:
        return "standing"


class LevelAnswer(models.Model):
    """The level that one person chose for one question in a round. Deleted with the round."""

    pk = models.CompositePrimaryKey("round_id", "question_id", "tag")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="level_answers")
    question = models.ForeignKey(AssessmentQuestion, on_delete=models.CASCADE, related_name="answers")
    tag = models.BinaryField(max_length=TAG_BYTES)
    level = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("chosen level")
        verbose_name_plural = _("chosen levels")
        constraints = [
            models.CheckConstraint(condition=Exact(Length("tag"), TAG_BYTES), name="level_answer_tag_length"),
            models.CheckConstraint(condition=Q(level__lt=5), name="level_answer_known"),
        ]

    def __str__(self) -> str:
        return "level"


class AssessmentTotal(models.Model):
    """What is told of one question when a round is over: of all people, or of those of one standing.

    `people` is a multiple of five, and `told` has multiples of ten: all drawn up or down.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="assessment_totals")
    question = models.ForeignKey(AssessmentQuestion, on_delete=models.CASCADE, related_name="totals")
    standing = models.CharField(max_length=12, choices=Standing.Value.choices, blank=True)
    people = models.PositiveIntegerField()
    told = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("total of a self-assessment")
        verbose_name_plural = _("totals of self-assessments")
        constraints = [
            models.UniqueConstraint(fields=["round", "question", "standing"], name="assessment_total_once"),
            models.CheckConstraint(
                condition=Q(people=CELL_STEP * (F("people") / CELL_STEP)), name="assessment_total_rounded"
            ),
        ]

    def __str__(self) -> str:
        return "total"
