"""The contribution side: comments on ideas, two levels deep."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from ideas.models.contributions import COUNTED_BY, TO_RELEASE, UNREAD, Contribution, ContributionQuerySet
from ideas.models.ideas import EXCERPT_WORDS, Idea
from ideas_platform.lib.planned_once import fetch_all, make_object, name_columns

COMMENT_LENGTH = 2000
# Asked with every page of an idea.
_OWN = "FROM ideas_comment comment WHERE comment.idea_id = %s AND comment.thread_tag = %s"


class CommentQuerySet(ContributionQuerySet["Comment"]):
    """Named questions about comments."""

    def shown(self) -> CommentQuerySet:
        """Those of a thread that everybody sees.

        What was shown once and is gone is among them where it can have replies: its place is, not its text.
        """
        gone = Q(parent=None, status__in=["hidden", "withdrawn", "in_review"], published_on__isnull=False)
        return self.filter(Q(status="published") | gone)

    def visible_with(self, tag: bytes | None) -> CommentQuerySet:
        """Those of a thread that its reader sees: what everybody does, and by the tag the own ones."""
        return self.shown() | self.filter(thread_tag=tag)

    def read_own(self, idea_id: uuid.UUID, tag: bytes) -> list[Comment]:
        """Return those in this idea's thread, in every state, whose author has this tag."""
        statement = f"SELECT {name_columns(Comment, 'comment')} {_OWN}"  # nosec B608
        return [make_object(Comment, row) for row in fetch_all(statement, [idea_id, tag])]

    def answered(self) -> CommentQuerySet:
        """Those that somebody has answered: the answer was shown, and was not taken back."""
        shown = Comment.objects.filter(parent=models.OuterRef("pk"), published_on__isnull=False)
        return self.filter(models.Exists(shown.exclude(status=Contribution.Status.WITHDRAWN)))

    def in_order(self) -> CommentQuerySet:
        """By date of release, in random order within a day; what waits comes last."""
        return self.order_by(models.F("published_on").asc(nulls_last=True), "ref")


class Comment(Contribution):
    """A comment on an idea, or a reply to one. A trigger refuses a reply to a reply or in another thread."""

    class Intent(models.TextChoices):
        """What a comment does with the idea."""

        BUILD = "build", _("Builds on it")
        CHALLENGE = "challenge", _("Challenges it")
        QUESTION = "question", _("Asks a question")

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    intent = models.CharField(_("intent"), max_length=12, choices=Intent.choices)
    body = models.TextField(_("text"), max_length=COMMENT_LENGTH)

    objects = CommentQuerySet.as_manager()

    class Meta(Contribution.Meta):
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), COMMENT_LENGTH), name="comment_body_length"
            ),
            models.CheckConstraint(
                condition=Q(intent__in=["build", "challenge", "question"]), name="comment_intent_known"
            ),
        ]
        indexes = [
            *Contribution.Meta.indexes,
            models.Index(fields=["idea", "status"], name="comment_thread"),
            models.Index(fields=["idea"], include=COUNTED_BY, condition=UNREAD, name="comment_unread"),
            models.Index(fields=["idea"], condition=TO_RELEASE, name="comment_pending"),
        ]

    @property
    def thread(self) -> Idea:
        """The idea whose thread this belongs to."""
        return self.idea

    @property
    def excerpt(self) -> str:
        """The beginning of the text, for lists."""
        return Truncator(self.body).words(EXCERPT_WORDS)

    def get_absolute_url(self) -> str:
        """Return the comment's place on its idea's page; idea and workshop must be loaded."""
        return f"{self.idea.get_absolute_url()}#comment-{self.ref}"


class CommentRevisionQuerySet(models.QuerySet["CommentRevision"]):
    """Named questions about revisions of comments."""

    def put_back(self) -> CommentRevisionQuerySet:
        """Those that say what the comment says already."""
        return self.filter(intent=models.F("comment__intent"), body=models.F("comment__body"))


class CommentRevision(models.Model):
    """The new wording of a comment that others see in its old one, until the next release."""

    comment = models.OneToOneField(
        Comment, primary_key=True, on_delete=models.CASCADE, related_name="revision"
    )
    intent = models.CharField(_("intent"), max_length=12, choices=Comment.Intent.choices)
    body = models.TextField(_("text"), max_length=COMMENT_LENGTH)
    held = models.BooleanField(default=False, editable=False)

    objects = CommentRevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision of a comment")
        verbose_name_plural = _("revisions of comments")
        constraints = [
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("body"), COMMENT_LENGTH),
                name="commentrevision_body_length",
                violation_error_message=_("The text is too long."),
            ),
            models.CheckConstraint(
                condition=Q(intent__in=["build", "challenge", "question"]),
                name="commentrevision_intent_known",
                violation_error_message=_("Choose what the comment does."),
            ),
        ]

    def __str__(self) -> str:
        return "revision"
