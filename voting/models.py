"""Votes, and what the last release made of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from ideas.models import Idea
from ideas_platform.lib.distinct import IsDistinctFrom
from ideas_platform.lib.planned_once import fetch_all
from workshops.models import Workshop
from workshops.open_now import OPEN_NOW

# Decides by the clock of the database, in the statement itself, whether the idea takes votes.
_PUT = """
WITH votable AS (
    SELECT idea.id FROM ideas_idea idea JOIN workshops_workshop workshop ON workshop.id = idea.workshop_id
    WHERE idea.id = %s AND idea.status = 'published' AND NOT idea.frozen
      AND OPEN_NOW
      AND NOT EXISTS (SELECT FROM ideas_merge part WHERE part.idea_id = idea.id)
), stored AS (
    INSERT INTO voting_vote (idea_id, tag, value)
    SELECT id, %s::bytea, %s::smallint FROM votable
    ON CONFLICT (idea_id, tag) DO UPDATE SET value = EXCLUDED.value
    WHERE voting_vote.value IS DISTINCT FROM EXCLUDED.value
)
SELECT count(*) FROM votable
""".replace("OPEN_NOW", OPEN_NOW)  # nosec B608
_LIVE = """
SELECT vote.idea_id, vote.value FROM unnest(%s::uuid[], %s::bytea[]) AS mine (idea_id, tag)
JOIN voting_vote vote USING (idea_id, tag) WHERE vote.value IS NOT NULL
"""
_LIVE_ONE = "SELECT idea_id, value FROM voting_vote WHERE idea_id = %s AND tag = %s AND value IS NOT NULL"


class VoteQuerySet(models.QuerySet["Vote"]):
    """Named questions and statements about votes."""

    def unreleased(self) -> VoteQuerySet:
        """Those that the last release counted otherwise than they are now; it may read all votes.

        Two functions of the database always take the partial index: `voting_unreleased` finds those of one
        workshop, `voting_workshops_with_unreleased` the workshops that have any.
        """
        return self.filter(IsDistinctFrom(F("value"), F("counted")))

    def put(self, *, idea_id: uuid.UUID, tag: bytes, value: int | None) -> bool:
        """Insert or change one vote in one statement; return whether the idea takes votes now."""
        return bool(fetch_all(_PUT, [idea_id, tag, value])[0][0])

    def live_values(self, pairs: Sequence[tuple[uuid.UUID, bytes]]) -> list[tuple[uuid.UUID, int]]:
        """Return (idea, value) for those of the (idea, tag) pairs that stand and are not taken back.

        A single pair, as on the page of an idea, is looked up by a statement that is planned only once.
        """
        if len(pairs) == 1:
            return fetch_all(_LIVE_ONE, pairs[0])
        with connection.cursor() as cursor:
            cursor.execute(_LIVE, [[idea for idea, _tag in pairs], [tag for _idea, tag in pairs]])
            return list(cursor.fetchall())


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
    # What is set now and what the last release took; empty: none. A vote waits where they differ. A row in
    # which both are empty goes with the next release.
    value = models.SmallIntegerField(choices=Value.choices, null=True)
    counted = models.SmallIntegerField(choices=Value.choices, null=True)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        constraints = [
            models.CheckConstraint(condition=Exact(Length("tag"), TAG_BYTES), name="vote_tag_length"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__in=[1, 0, -1]), name="vote_value_known"
            ),
            models.CheckConstraint(
                condition=Q(counted=None) | Q(counted__in=[1, 0, -1]), name="vote_counted_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["idea"],
                condition=Q(IsDistinctFrom(F("value"), F("counted"))) | Q(value=None),
                name="vote_waiting",
            )
        ]

    def __str__(self) -> str:
        return "vote"


class Total(models.Model):
    """The votes of an idea and its scores, as of the last release that touched it.

    Scores are rounded to three decimals and the weight to a whole number, but for imported ideas: exact
    ones would give back who voted how in which organisation.
    """

    idea = models.OneToOneField(Idea, primary_key=True, on_delete=models.CASCADE, related_name="total")
    up = models.PositiveIntegerField(default=0)
    down = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)
    # Organisations (or groups, or boroughs) of the voters in steps of 10, 25 and 50; 0 below ten.
    clusters = models.PositiveIntegerField(default=0)
    # Clusters, people without an organisation among them; no more than the three that `top` asks for.
    spread = models.PositiveSmallIntegerField(default=0)
    top_score = models.FloatField(null=True)
    top_high = models.FloatField(default=1)
    top_weight = models.FloatField(default=0)
    top_share = models.FloatField(default=0)
    common_ground_score = models.FloatField(null=True)
    common_ground_listed = models.BooleanField(default=False)
    debated_score = models.FloatField(null=True)

    class Meta:
        verbose_name = _("total")
        verbose_name_plural = _("totals")

    def __str__(self) -> str:
        return f"total of {self.idea_id}"

    @property
    def decided(self) -> int:
        """Number of people who are for or against."""
        return self.up + self.down

    @property
    def voters(self) -> int:
        """Number of people who have voted."""
        return self.decided + self.unsure


class DailyTotal(models.Model):
    """The votes on one idea itself at a day's last release; no row for a day without a change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="daily_totals", db_index=False)
    date = models.DateField()
    up = models.PositiveIntegerField()
    down = models.PositiveIntegerField()
    unsure = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("daily total")
        verbose_name_plural = _("daily totals")
        constraints = [models.UniqueConstraint("idea", "date", name="daily_total_once")]

    def __str__(self) -> str:
        return f"total of {self.idea_id} on {self.date}"


class Board(models.Model):
    """One leaderboard of a workshop, as of the last release that changed it."""

    class Name(models.TextChoices):
        """The boards, in the order in which they are offered."""

        TOP = "top", _("Top ideas")
        COMMON_GROUND = "common-ground", _("Common ground")
        NEW = "new", _("New ideas")
        RISING = "rising", _("Rising")
        DEBATED = "debated", _("Debated")
        DIVERSE = "diverse", _("Something for everybody")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="boards")
    name = models.CharField(max_length=16, choices=Name.choices)
    release_number = models.PositiveIntegerField()
    # Another one each time that the entries are written: two pages with the same version show the same.
    version = models.UUIDField(default=uuid.uuid4)

    class Meta:
        verbose_name = _("board")
        verbose_name_plural = _("boards")
        constraints = [models.UniqueConstraint("workshop", "name", name="board_once")]

    def __str__(self) -> str:
        return self.name


class BoardEntry(models.Model):
    """One idea's position on a board, with all that the page says of it."""

    # No key of its own: each index is written to for each row of each release.
    pk = models.CompositePrimaryKey("idea_id", "board_id")
    # No indexes of their own: the unique ones serve. No check of the database either, which would lock an
    # idea for each row of each release: that holds the workshop locked, and no idea is deleted without.
    board = models.ForeignKey(
        Board, on_delete=models.CASCADE, related_name="entries", db_index=False, db_constraint=False
    )
    idea = models.ForeignKey(
        Idea, on_delete=models.CASCADE, related_name="board_entries", db_index=False, db_constraint=False
    )
    rank = models.PositiveIntegerField()
    previous_rank = models.PositiveIntegerField(null=True)
    score = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    share = models.FloatField(default=0)
    # On "debated" how large the smaller side is, in whole tenths.
    tenths = models.PositiveSmallIntegerField(default=0)
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
        ]

    def __str__(self) -> str:
        return f"rank {self.rank}"


class QueueEntry(models.Model):
    """A candidate of the voting queue, with its votes as of the last release."""

    # Not checked by the database, as those of boards.
    idea = models.OneToOneField(
        Idea, primary_key=True, on_delete=models.CASCADE, related_name="queue_entry", db_constraint=False
    )
    workshop = models.ForeignKey(
        Workshop, on_delete=models.CASCADE, related_name="queue_entries", db_constraint=False
    )
    up = models.PositiveIntegerField(default=0)
    down = models.PositiveIntegerField(default=0)
    voters = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("queue entry")
        verbose_name_plural = _("queue entries")

    def __str__(self) -> str:
        return f"candidate {self.idea_id}"
