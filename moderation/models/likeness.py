"""The work side: what texts are like, worked out of their words by the worker, and gone with these words.

A vector tells nearly as much as the text itself. So triggers beside the tables delete these rows with every
change of the words, where the text is no longer shown or is merged, and with the workshop's key. The tables
are in no log and no backup: all of it can be worked out again.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from ideas.models import Comment, Idea
from moderation.models.codes import Code
from moderation.models.codings import ONE_ITEM
from moderation.models.other_voices import Passage
from workshops.models import Workshop

MOST_SUGGESTED = 5
FINGERPRINT_BYTES = 16

Kind = TypeVar("Kind", bound="OfText")


class OfTextQuerySet(models.QuerySet[Kind]):
    """Named questions about what was worked out of texts."""

    def about(self, keys: Collection[uuid.UUID]) -> OfTextQuerySet[Kind]:
        """Those of these ideas, comments and passages."""
        return self.filter(Q(idea__in=keys) | Q(comment__in=keys) | Q(passage__in=keys))


class OfText(models.Model):
    """What belongs to one published idea or comment, or one passage of another voice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=ONE_ITEM, name="%(class)s_of_one_item"),
            models.UniqueConstraint(fields=["idea"], name="%(class)s_of_an_idea_once"),
            models.UniqueConstraint(fields=["comment"], name="%(class)s_of_a_comment_once"),
            models.UniqueConstraint(fields=["passage"], name="%(class)s_of_a_passage_once"),
        ]

    @property
    def item_key(self) -> uuid.UUID:
        """The key of the idea, comment or passage."""
        key = self.idea_id or self.comment_id or self.passage_id
        assert key is not None  # noqa: S101  # nosec B101 - a constraint of the table
        return key


class TextVector(OfText):
    """What a text means, and a fingerprint of the plain text of which it is the vector."""

    fingerprint = models.BinaryField(max_length=FINGERPRINT_BYTES)
    # Numbers of two bytes each.
    vector = models.BinaryField()

    objects = OfTextQuerySet["TextVector"].as_manager()

    def __str__(self) -> str:
        return "vector"


class CodeVector(models.Model):
    """What the description of a code means, and a fingerprint of the words of which it is the vector."""

    code = models.OneToOneField(Code, primary_key=True, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.BinaryField(max_length=FINGERPRINT_BYTES)
    # Numbers of two bytes each.
    vector = models.BinaryField()

    def __str__(self) -> str:
        return "vector"


class SuggestedCodes(OfText):
    """At most five codes, likeliest first, with the chance of each and the nearest text that has it.

    Nothing is suggested for what two people code, each without the other's codes in sight.
    """

    codes = ArrayField(models.UUIDField())
    chances = ArrayField(models.FloatField(null=True))
    examples = ArrayField(models.UUIDField(null=True))

    objects = OfTextQuerySet["SuggestedCodes"].as_manager()

    class Meta(OfText.Meta):
        constraints = [
            *OfText.Meta.constraints,
            models.CheckConstraint(
                condition=Q(
                    codes__len__lte=MOST_SUGGESTED,
                    codes__len=F("chances__len"),
                    chances__len=F("examples__len"),
                ),
                name="suggestedcodes_each_with_its_chance",
            ),
        ]

    def __str__(self) -> str:
        return "suggested codes"


class ReadingPlace(OfText):
    """Where an idea or comment stands in the order of reading, and in which group of texts that are alike."""

    place = models.PositiveIntegerField()
    group_number = models.PositiveIntegerField()
    # The group would be another one with another seed.
    unstable = models.BooleanField()

    objects = OfTextQuerySet["ReadingPlace"].as_manager()

    def __str__(self) -> str:
        return "place"
