"""Answers to the straw poll: one of each person, and their totals."""

from __future__ import annotations

from uuid import UUID

from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from ideas_platform.lib.distinct import IsDistinctFrom
from workshops.models.polls import Poll, PollOption
from workshops.open_now import OPEN_NOW

# Decides by the clock of the database, in the statement itself, whether the poll takes answers.
_PUT = """
WITH asked AS (
    SELECT poll.workshop_id FROM workshops_poll poll
    JOIN workshops_workshop workshop ON workshop.id = poll.workshop_id
    WHERE poll.workshop_id = %(poll)s AND NOT poll.frozen
      AND OPEN_NOW
), stored AS (
    INSERT INTO ideas_pollanswer (poll_id, tag, option_id)
    SELECT workshop_id, %(tag)s, %(option)s FROM asked
    ON CONFLICT (poll_id, tag) DO UPDATE SET option_id = EXCLUDED.option_id
    WHERE ideas_pollanswer.option_id IS DISTINCT FROM EXCLUDED.option_id
)
SELECT count(*) FROM asked
""".replace("OPEN_NOW", OPEN_NOW)  # nosec B608


class PollAnswerQuerySet(models.QuerySet["PollAnswer"]):
    """Named questions and statements about answers."""

    def unreleased(self) -> PollAnswerQuerySet:
        """Those that the last release counted otherwise than they are now; it may read all answers."""
        return self.filter(IsDistinctFrom(F("option"), F("counted")))

    def put(self, *, poll_id: UUID, tag: bytes, option_id: UUID | None) -> bool:
        """Insert or change one answer in one statement; return whether the poll takes answers now.

        Raises IntegrityError for an option of another workshop.
        """
        with connection.cursor() as cursor:
            cursor.execute(_PUT, {"poll": poll_id, "tag": tag, "option": option_id})
            return bool(cursor.fetchone()[0])


class PollAnswer(models.Model):
    """One person's answer. The person is a tag that says something in this poll only."""

    pk = models.CompositePrimaryKey("poll_id", "tag")
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="answers")
    tag = models.BinaryField(max_length=TAG_BYTES)
    # What is set now and what the last release took; empty: none. An answer waits where they differ. A row in
    # which both are empty goes with the next release.
    option = models.ForeignKey(PollOption, null=True, on_delete=models.RESTRICT, related_name="answers")
    counted = models.ForeignKey(
        PollOption, null=True, on_delete=models.RESTRICT, related_name="counted_answers", db_index=False
    )

    objects = PollAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("poll answer")
        verbose_name_plural = _("poll answers")
        constraints = [
            models.CheckConstraint(condition=Exact(Length("tag"), TAG_BYTES), name="poll_answer_tag_length")
        ]
        indexes = [
            models.Index(
                fields=["poll"],
                condition=Q(IsDistinctFrom(F("option"), F("counted"))) | Q(option=None),
                name="poll_answer_waiting",
            )
        ]

    def __str__(self) -> str:
        return "poll answer"


class PollTotal(models.Model):
    """How many people have chosen an option, as of the last release in which anybody answered."""

    option = models.OneToOneField(
        PollOption, primary_key=True, on_delete=models.CASCADE, related_name="total"
    )
    number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("poll total")
        verbose_name_plural = _("poll totals")

    def __str__(self) -> str:
        return "poll total"
