"""Questions of the design group to whoever wrote something, and the answers. Nobody learns who that is.

A question is on the work side: it names a member of staff and a day. An answer is on the contribution side:
it belongs to a question, and so to a text, and to nothing else; it carries the day of a release.
"""

from __future__ import annotations

import uuid
from typing import cast

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now, TruncDate
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from ideas.models.comments import Comment
from ideas.models.ideas import Idea
from workshops.models.people import Membership
from workshops.models.workshop import Workshop

QUESTION_LENGTH = 500
ANSWER_LENGTH = 2000


class QuestionQuerySet(models.QuerySet["Question"]):
    """Named questions about questions."""

    def open(self) -> QuestionQuerySet:
        """Those that wait for their authors, as far as anybody but these knows."""
        return self.filter(ended="")

    def about(self, item: Idea | Comment) -> QuestionQuerySet:
        """Those about this text."""
        return self.filter(**{"idea" if isinstance(item, Idea) else "comment": item})


class Question(models.Model):
    """What the design group asks whoever wrote a text. One at a time waits for its answer."""

    class Outcome(models.TextChoices):
        """What happens to the text where no answer comes; chosen by whoever asks."""

        COVER = "cover", _("Publish it with the words covered")
        HIDE = "hide", _("Hide it")

    class Reason(models.TextChoices):
        """Why the text cannot stay as it is; read by its author where no answer comes."""

        IDENTIFIES = "identifies", _("could identify a person")
        ABUSIVE = "abusive", _("attacks a person")
        OFF_TOPIC = "off_topic", _("not about this workshop")
        DUPLICATE = "duplicate", _("sent twice")

    class End(models.TextChoices):
        """What ended it; of an open one nothing is said."""

        ANSWERED = "answered", _("answered")
        REWORDED = "reworded", _("its author changed the text instead")
        DECIDED = "decided", _("the group decided without an answer")
        RAN_OUT = "ran_out", _("no answer came")
        LAPSED = "lapsed", _("the workshop closed before an answer could be shown")
        DANGER = "danger", _("somebody may be at risk, so the group decides at once")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="questions")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="questions")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField(_("question"), max_length=QUESTION_LENGTH)
    outcome = models.CharField(_("without an answer"), max_length=8, choices=Outcome.choices)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    # Where the words stand that are covered: [name of the field, start, end] of each. Not the words.
    places = models.JSONField(default=list, editable=False)
    asked_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_on = models.DateField(_("asked on"), db_default=TruncDate(Now()))
    ended = models.CharField(_("ended"), max_length=8, choices=End.choices, blank=True, db_default="")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                condition=Q(idea__isnull=False, comment=None) | Q(idea=None, comment__isnull=False),
                name="question_about_one_item",
            ),
            models.CheckConstraint(
                condition=Q(outcome="cover", reason__in=["identifies", "abusive"])
                | Q(outcome="hide", reason__in=["identifies", "abusive", "off_topic", "duplicate"]),
                name="question_reason_fits_outcome",
            ),
            models.CheckConstraint(
                condition=Q(ended__in=["", "answered", "reworded", "decided", "ran_out", "lapsed", "danger"]),
                name="question_end_known",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), QUESTION_LENGTH), name="question_text_length"
            ),
            models.UniqueConstraint(
                fields=["idea"], condition=Q(ended=""), name="question_one_at_a_time_of_an_idea"
            ),
            models.UniqueConstraint(
                fields=["comment"], condition=Q(ended=""), name="question_one_at_a_time_of_a_comment"
            ),
        ]

    def __str__(self) -> str:
        return "question"

    def list_covered(self) -> list[str]:
        """Return the words that are covered where no answer comes; the text must be loaded."""
        item = self.item
        return [words for name, start, end in self.places if (words := getattr(item, name, "")[start:end])]

    @property
    def item(self) -> Idea | Comment:
        """The text that it is about; both must be loaded."""
        return cast("Idea | Comment", self.idea if self.comment is None else self.comment)


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Named questions about answers."""

    def unreleased(self) -> AnswerQuerySet:
        """Those that the design group does not see yet."""
        return self.filter(released_on=None)


class Answer(models.Model):
    """What the author of a text answered to a question about it. Only the design group reads it."""

    question = models.OneToOneField(
        Question, primary_key=True, on_delete=models.CASCADE, related_name="answer"
    )
    body = models.TextField(_("answer"), max_length=ANSWER_LENGTH)
    released_on = models.DateField(null=True, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a question")
        verbose_name_plural = _("answers to questions")
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), ANSWER_LENGTH), name="answer_body_length"
            )
        ]
        indexes = [models.Index(fields=["question"], condition=Q(released_on=None), name="answer_unreleased")]

    def __str__(self) -> str:
        return "answer"
