"""The work side: how members of staff coded what everybody can read, and other voices. They name staff only.

No words of a contribution are kept here: a quote is a place in its text. Triggers beside the tables see to it
that a quote goes or moves when the words change, and all of it when the text is taken back.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now, TruncDate

from ideas.models import Comment, Idea
from moderation.models.claims import ClaimQuerySet
from moderation.models.codes import Code
from moderation.models.other_voices import Passage
from workshops.models import Membership, Workshop

ONE_ITEM = (
    Q(idea__isnull=False, comment=None, passage=None)
    | Q(idea=None, comment__isnull=False, passage=None)
    | Q(idea=None, comment=None, passage__isnull=False)
)
Text = Idea | Comment | Passage
"""What is coded."""
READERS = (1, 2)
COUNTING = Q(readable=True, stale=False)


class CodingQuerySet(models.QuerySet["Coding"]):
    """Named questions about codings."""

    def counting(self) -> CodingQuerySet:
        """Those of what can be read, in the words that were coded."""
        return self.filter(COUNTING)

    def about(self, key: uuid.UUID) -> CodingQuerySet:
        """Those of one idea, comment or passage."""
        return self.filter(item=key)


class Coding(models.Model):
    """That one member of the staff has read one item and chosen its codes, or none of them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="codings")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="codings")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="codings")
    passage = models.ForeignKey(Passage, null=True, on_delete=models.CASCADE, related_name="codings")
    # Which of the three it is about, so that what is about the same text is found and counted by one column.
    item = models.GeneratedField(
        expression=Coalesce("idea", "comment", "passage"), output_field=models.UUIDField(), db_persist=True
    )
    coder = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    # At most two people code an item.
    reader = models.PositiveSmallIntegerField()
    # In the share that two people code, neither seeing what the other chose.
    blind = models.BooleanField()
    # The words have changed since: whoever coded them reads them again.
    stale = models.BooleanField(default=False)
    # Whether everybody can read the text: triggers beside the tables keep it as the text's state is.
    readable = models.BooleanField(default=True, editable=False)
    coded_on = models.DateField(db_default=TruncDate(Now()))

    objects = CodingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_ITEM, name="coding_of_one_item"),
            models.CheckConstraint(condition=Q(reader__in=READERS), name="coding_reader_known"),
            models.UniqueConstraint(fields=["idea", "reader"], name="coding_of_an_idea_by_two"),
            models.UniqueConstraint(fields=["comment", "reader"], name="coding_of_a_comment_by_two"),
            models.UniqueConstraint(fields=["idea", "coder"], name="coding_of_an_idea_once"),
            models.UniqueConstraint(fields=["comment", "coder"], name="coding_of_a_comment_once"),
            models.UniqueConstraint(fields=["passage", "reader"], name="coding_of_a_passage_by_two"),
            models.UniqueConstraint(fields=["passage", "coder"], name="coding_of_a_passage_once"),
        ]
        indexes = [
            models.Index(fields=["item", "reader"], name="coding_item"),
            # In the order of lists, which means nothing: random keys of texts.
            models.Index(fields=["workshop", "item", "id"], condition=COUNTING, name="coding_counting"),
        ]

    def __str__(self) -> str:
        return "coding"

    @property
    def text(self) -> Text:
        """The idea, comment or passage that it is about."""
        return next(one for one in (self.idea, self.comment, self.passage) if one is not None)


class ChosenCode(models.Model):
    """One code of one coding, and whether it was suggested."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="chosen")
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="chosen")
    suggested = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["coding", "code"], name="chosen_code_once")]

    def __str__(self) -> str:
        return "chosen code"


class Quote(models.Model):
    """A passage that somebody marked: where it stands in the title or the text, in characters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    coding = models.ForeignKey(Coding, on_delete=models.CASCADE, related_name="quotes")
    in_title = models.BooleanField()
    start = models.PositiveSmallIntegerField()
    length = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(length__gt=0), name="quote_has_words")]

    def __str__(self) -> str:
        return "quote"


class Settlement(models.Model):
    """What was settled where two people had coded differently: whether one code applies to one item."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="settlements")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    passage = models.ForeignKey(Passage, null=True, on_delete=models.CASCADE, related_name="+")
    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="+")
    applies = models.BooleanField()
    settled_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_on = models.DateField(db_default=TruncDate(Now()))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_ITEM, name="settlement_of_one_item"),
            models.UniqueConstraint(fields=["idea", "code"], name="settlement_of_an_idea_once"),
            models.UniqueConstraint(fields=["comment", "code"], name="settlement_of_a_comment_once"),
            models.UniqueConstraint(fields=["passage", "code"], name="settlement_of_a_passage_once"),
        ]

    def __str__(self) -> str:
        return "settlement"


class CodingClaim(models.Model):
    """That somebody has an item before them to code, so that nobody else is given it. Ends by itself.

    The table is in no log of PostgreSQL: a row lives for minutes.
    """

    claimed_by = models.OneToOneField(
        Membership, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    item = models.UUIDField()
    reader = models.PositiveSmallIntegerField()
    until = models.DateTimeField()

    objects = ClaimQuerySet["CodingClaim"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "reader"], name="coding_claim_once_for_a_reader")
        ]

    def __str__(self) -> str:
        return "claim"
