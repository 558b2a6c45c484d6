"""Votes, and what the last release made of them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from workshops.models import Idea, Workshop

TAG_BYTES = 16


class Vote(models.Model):
    """One person's vote on one idea. The person is a tag that differs from idea to idea."""

    class Value(models.IntegerChoices):
        """What one can answer."""

        UP = 1, _("thumbs-up")
        UNSURE = 0, _("not sure")
        DOWN = -1, _("thumbs-down")

    pk = models.CompositePrimaryKey("idea_id", "tag")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="votes")
    tag = models.BinaryField(max_length=TAG_BYTES)
    # Empty: taken back; the row goes with the next release.
    value = models.SmallIntegerField(choices=Value.choices, null=True)
    released = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.CheckConstraint(condition=Exact(Length("tag"), TAG_BYTES), name="vote_tag_length"),
            models.CheckConstraint(condition=Q(value=None) | Q(value__in=[1, 0, -1]), name="vote_value_known"),
        ]
        indexes = [models.Index(fields=["idea"], condition=Q(released=False), name="vote_unreleased")]

    def __str__(self) -> str:
        return "vote"


class Total(models.Model):
    """The votes of an idea and its scores, as of the last release that touched it."""

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="total")
    up = models.PositiveIntegerField(default=0)
    down = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)
    clusters = models.PositiveIntegerField(default=0)
    top_score = models.FloatField(null=True)
    top_weight = models.FloatField(default=0)
    top_share = models.FloatField(default=0)

    class Meta:
        verbose_name = _("total")
        verbose_name_plural = _("totals")

    def __str__(self) -> str:
        return f"total of {self.idea_id}"

    @property
    def decided(self) -> int:
        """Number of people who are for or against."""
        return self.up + self.down


class Board(models.Model):
    """One leaderboard of a workshop, as of the last release that changed it."""

    class Name(models.TextChoices):
        """The boards that are worked out so far."""

        TOP = "top", _("Top ideas")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="boards")
    name = models.CharField(max_length=16, choices=Name.choices)
    release_number = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        constraints = [models.UniqueConstraint("workshop", "name", name="board_once")]

    def __str__(self) -> str:
        return self.name


class BoardEntry(models.Model):
    """One idea's place on a board, with all that the page says of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="entries")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="board_entries")
    rank = models.PositiveIntegerField()
    previous_rank = models.PositiveIntegerField(null=True)
    score = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    chance = models.FloatField()
    up = models.PositiveIntegerField()
    down = models.PositiveIntegerField()
    unsure = models.PositiveIntegerField()
    clusters = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("board entry")
        verbose_name_plural = _("board entries")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint("board", "rank", name="board_rank_once"),
            models.UniqueConstraint("board", "idea", name="board_idea_once"),
        ]

    def __str__(self) -> str:
        return f"rank {self.rank}"
