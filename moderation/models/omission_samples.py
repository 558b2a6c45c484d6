"""The work side: a random sample of what was published, read once more for points that the result lacks.

It names staff, never authors, and holds no word of an author: what a reader writes about a text goes when its
words change or when it is taken back, by triggers beside the tables.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate
from django.utils.translation import gettext_lazy as _

from ideas.models import Comment, Idea
from moderation.models.claims import ClaimQuerySet
from workshops.models import Membership, Workshop

POINT_LENGTH = 300
SEED_DIGITS = 32
ONE_TEXT = Q(idea__isnull=False, comment=None) | Q(idea=None, comment__isnull=False)


class OmissionSample(models.Model):
    """That so many of all published contributions were drawn by lot. It stays: a further one is added."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="omission_samples")
    number = models.PositiveSmallIntegerField()
    size = models.PositiveSmallIntegerField()
    # How many contributions were published when it was drawn.
    published = models.PositiveIntegerField()
    # In hexadecimal digits. With the references of what was published it gives the sample again.
    seed = models.CharField(max_length=SEED_DIGITS)
    drawn_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    drawn_on = models.DateField(db_default=TruncDate(Now()))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="omission_sample_numbered_once"),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=F("published")), name="omission_sample_is_part_of_all"
            ),
        ]

    def __str__(self) -> str:
        return f"sample {self.number}"


class SampledText(models.Model):
    """One text of a sample, and what somebody found who read it once more."""

    class Answer(models.TextChoices):
        """Whether what it says stands in the result."""

        STANDS = "stands", _("stands in the result")
        MISSING = "missing", _("a point is missing")
        UNCLEAR = "unclear", _("cannot be told")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sample = models.ForeignKey(OmissionSample, on_delete=models.CASCADE, related_name="texts")
    idea = models.ForeignKey(Idea, null=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    # "" until somebody has read it, and again where its words change.
    answer = models.CharField(max_length=7, choices=Answer.choices, blank=True)
    # Which point is missing, in the words of who read it.
    point = models.CharField(max_length=POINT_LENGTH, blank=True)
    # Somebody said first that a point is missing, or that it cannot be told, and then that it stands.
    softened = models.BooleanField(default=False)
    read_by = models.ForeignKey(Membership, null=True, on_delete=models.SET_NULL, related_name="+")
    read_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=ONE_TEXT, name="sampled_text_is_one_item"),
            models.UniqueConstraint(fields=["sample", "idea"], name="sampled_text_of_an_idea_once"),
            models.UniqueConstraint(fields=["sample", "comment"], name="sampled_text_of_a_comment_once"),
            models.CheckConstraint(
                condition=Q(answer__in=["", "stands", "missing", "unclear"]), name="sampled_text_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(point="") | Q(answer="missing"), name="sampled_text_point_only_where_missing"
            ),
        ]

    def __str__(self) -> str:
        return "sampled text"

    @property
    def item(self) -> Idea | Comment:
        """The idea or comment that was drawn."""
        item = self.idea or self.comment
        assert item is not None  # noqa: S101  # nosec B101 - a constraint of the table
        return item


class SampleClaim(models.Model):
    """That somebody has a sampled text before them, so that nobody else is given it. Ends by itself.

    The table is in no log of PostgreSQL: a row lives for minutes.
    """

    claimed_by = models.OneToOneField(
        Membership, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    text = models.OneToOneField(SampledText, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = ClaimQuerySet["SampleClaim"].as_manager()

    def __str__(self) -> str:
        return "claim"
