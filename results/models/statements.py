"""The work side: statements, what they stand on, what was not used and why, and what became of each since."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.domain.erasing import erase_beside
from ideas.models import Comment, Idea
from ideas_platform.lib.references import random_reference
from moderation.models import Code, OtherVoice, Passage, Text
from results.models.editions import Audience, Edition, Foundation
from workshops.models import Membership

STATEMENT_LENGTH = 400
REASON_LENGTH = 500
QUOTE_LENGTH = 2_000
WORDS_LENGTH = 1_000

_COLUMNS = ("code", "idea", "comment", "passage")


def _only(column: str) -> Q:
    """Return that this column names something and none of the others does; "" for none at all."""
    others = {name: None for name in _COLUMNS if name != column}
    return Q(**others, **({f"{column}__isnull": False} if column else {}))


_ONE_ITEM = _only("idea") | _only("comment")


class Statement(models.Model):
    """One sentence or two of a foundation. Its reference, in its address, goes on from edition to edition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="statements")
    foundation = models.ForeignKey(Foundation, on_delete=models.CASCADE, related_name="statements")
    ref = models.CharField(_("reference"), max_length=16, default=random_reference, editable=False)
    order = models.PositiveSmallIntegerField(_("place"))
    text = models.CharField(_("statement"), max_length=STATEMENT_LENGTH)
    audience = models.ForeignKey(
        Audience, null=True, blank=True, on_delete=models.RESTRICT, related_name="statements"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["foundation__order", "order", "ref"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "ref"], name="statement_address_once"),
            models.CheckConstraint(condition=~Q(text=""), name="statement_has_words"),
        ]

    def __str__(self) -> str:
        return self.ref


class Evidence(models.Model):
    """One thing that a statement stands on, and whether it supports it, contradicts it or adds to it.

    A quote keeps its words and its place. Where the words of its source change, a trigger moves it to where
    they stand now, or empties it where they stand nowhere any more.
    """

    class Kind(models.TextChoices):
        """What it is."""

        CODE = "code", _("a code: all that was said about it")
        ITEM = "item", _("an idea or a comment")
        QUOTE = "quote", _("a quote")
        VOICE = "voice", _("a passage of another voice")
        LITERATURE = "literature", _("literature")
        CASE_STUDY = "case_study", _("a case study")
        JUDGEMENT = "judgement", _("the design group’s own judgement")

    class Stance(models.TextChoices):
        """What it does to the statement."""

        SUPPORTS = "supports", _("supports it")
        CONTRADICTS = "contradicts", _("contradicts it")
        ADDS = "adds", _("adds to it")

    Stream = OtherVoice.Stream

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    stance = models.CharField(_("stance"), max_length=12, choices=Stance.choices, default=Stance.SUPPORTS)
    # "" for the design group's own judgement, which is no stream.
    stream = models.CharField(_("stream"), max_length=16, choices=Stream.choices, blank=True)
    code = models.ForeignKey(Code, null=True, on_delete=models.RESTRICT, related_name="+")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, null=True, on_delete=models.RESTRICT, related_name="+")
    quote = models.TextField(_("quote"), max_length=QUOTE_LENGTH, blank=True)
    in_title = models.BooleanField(default=False)
    start = models.PositiveSmallIntegerField(null=True)
    # Of literature and case studies where to find it; of the group's own judgement what it is.
    reference = models.CharField(_("reference"), max_length=WORDS_LENGTH, blank=True)

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="code") & _only("code"))
                | (Q(kind="item") & _ONE_ITEM)
                | (Q(kind="voice") & _only("passage"))
                | (Q(kind="quote") & (_ONE_ITEM | _only("passage")))
                | (Q(kind__in=["literature", "case_study", "judgement"]) & _only("") & ~Q(reference="")),
                name="evidence_is_what_it_says",
            ),
            models.CheckConstraint(
                condition=Q(kind="quote", start__isnull=False) | (~Q(kind="quote") & Q(start=None, quote="")),
                name="evidence_only_quotes_have_a_place",
            ),
            models.CheckConstraint(
                condition=Q(stance__in=["supports", "contradicts", "adds"]), name="evidence_stance_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="judgement", stream="")
                | (~Q(kind="judgement") & Q(stream__in=["staff", "service_users", "literature"])),
                name="evidence_stream_known",
            ),
            models.UniqueConstraint(
                fields=["statement", "code"], condition=Q(kind="code"), name="evidence_code_once"
            ),
            models.UniqueConstraint(
                fields=["statement", "idea"], condition=Q(kind="item"), name="evidence_idea_once"
            ),
            models.UniqueConstraint(
                fields=["statement", "comment"], condition=Q(kind="item"), name="evidence_comment_once"
            ),
            models.UniqueConstraint(
                fields=["statement", "passage"], condition=Q(kind="voice"), name="evidence_passage_once"
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def item(self) -> Text | None:
        """The idea, comment or passage that it is, or is a quote of; None for another kind."""
        return self.idea or self.comment or self.passage


# Covered words leave the disk with the table that they stood in, and so do quotes of them.
erase_beside(Idea, Evidence)
erase_beside(Comment, Evidence)


class NotUsed(models.Model):
    """Why an edition does not use an idea, a comment, a passage, or all that has a code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="not_used")
    code = models.ForeignKey(Code, null=True, on_delete=models.RESTRICT, related_name="+")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, null=True, on_delete=models.RESTRICT, related_name="+")
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH)

    class Meta:
        verbose_name = _("not used")
        verbose_name_plural = _("not used")
        constraints = [
            models.CheckConstraint(
                condition=_only("code") | _ONE_ITEM | _only("passage"), name="not_used_is_one_thing"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="not_used_has_a_reason"),
            models.UniqueConstraint(fields=["edition", "code"], name="not_used_code_once"),
            models.UniqueConstraint(fields=["edition", "idea"], name="not_used_idea_once"),
            models.UniqueConstraint(fields=["edition", "comment"], name="not_used_comment_once"),
            models.UniqueConstraint(fields=["edition", "passage"], name="not_used_passage_once"),
        ]

    def __str__(self) -> str:
        return "not used"


class CodedItem(models.Model):
    """That something had a code when an edition was released: what is coded later changes no edition."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="coded_items")
    code = models.ForeignKey(Code, on_delete=models.RESTRICT, related_name="+")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, null=True, on_delete=models.RESTRICT, related_name="+")

    class Meta:
        verbose_name = _("coded item")
        verbose_name_plural = _("coded items")
        constraints = [
            models.CheckConstraint(
                condition=Q(idea__isnull=False, comment=None, passage=None)
                | Q(idea=None, comment__isnull=False, passage=None)
                | Q(idea=None, comment=None, passage__isnull=False),
                name="coded_item_is_one",
            ),
            models.UniqueConstraint(fields=["edition", "code", "idea"], name="coded_item_idea_once"),
            models.UniqueConstraint(fields=["edition", "code", "comment"], name="coded_item_comment_once"),
            models.UniqueConstraint(fields=["edition", "code", "passage"], name="coded_item_passage_once"),
        ]

    def __str__(self) -> str:
        return "coded item"


class StatementStatus(models.Model):
    """How far a statement of a released edition is, from one day on. What was said before stays."""

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned", _("planned")
        BEGUN = "begun", _("begun")
        DONE = "done", _("done")
        STOPPED = "stopped", _("stopped")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="statuses")
    state = models.CharField(_("state"), max_length=8, choices=State.choices)
    since = models.DateField(_("since"))
    # The day on which it was said here, by which the digest tells it: `since` may lie long before it.
    said_on = models.DateField(_("said on"), default=timezone.localdate, editable=False)
    reason = models.CharField(_("reason"), max_length=REASON_LENGTH, blank=True)
    said_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("status of a statement")
        verbose_name_plural = _("statuses of statements")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["planned", "begun", "done", "stopped"]),
                name="statement_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="stopped") | ~Q(reason=""), name="statement_status_stopped_says_why"
            ),
            models.UniqueConstraint(fields=["statement", "state", "since"], name="statement_status_once"),
        ]

    def __str__(self) -> str:
        return self.state
