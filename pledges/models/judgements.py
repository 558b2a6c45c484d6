"""The contribution side: what members say of a pledge in a round, and what is told of it in the end."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from anonymity.thresholds import CELL_STEP
from pledges.models.pledges import SENTENCE_LENGTH, Pledge
from pledges.models.rounds import Round


class Judgement(models.Model):
    """One pledge that is asked about in one round, in the words it had then; at the end, what is told.

    `people`: how many answered, a multiple of five; `told`: how many said what, multiples of ten. All are
    drawn up or down. There are none where too few answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="judgements")
    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="judgements")
    sentence = models.CharField(max_length=SENTENCE_LENGTH)
    people = models.PositiveIntegerField(null=True)
    told = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("judgement of a pledge")
        verbose_name_plural = _("judgements of pledges")
        constraints = [
            models.UniqueConstraint(fields=["round", "pledge"], name="judgement_once"),
            models.CheckConstraint(
                condition=Q(people=None) | Q(people=CELL_STEP * (F("people") / CELL_STEP)),
                name="judgement_rounded",
            ),
        ]

    def __str__(self) -> str:
        return "judgement"


class JudgementAnswer(models.Model):
    """One person's answer in one round: about one pledge, that of where they work. Deleted with the round."""

    class Value(models.TextChoices):
        """What one can say."""

        REACHED = "reached", _("Yes, it is as they said")
        CHANGED = "changed", _("Something has changed")
        NOT_YET = "not_yet", _("No, nothing has changed yet")

    pk = models.CompositePrimaryKey("round_id", "tag")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    tag = models.BinaryField(max_length=TAG_BYTES)
    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="answers")
    value = models.CharField(max_length=8, choices=Value.choices)

    class Meta:
        verbose_name = _("answer about a pledge")
        verbose_name_plural = _("answers about pledges")
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("tag"), TAG_BYTES), name="judgement_answer_tag_length"
            ),
            models.CheckConstraint(
                condition=Q(value__in=["reached", "changed", "not_yet"]), name="judgement_answer_known"
            ),
        ]

    def __str__(self) -> str:
        return "answer"
