"""The straw poll of a workshop: one question on an ordered scale, and one answer of each person."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import connection, models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.distinct import IsDistinctFrom
from workshops.models.contributions import TAG_BYTES
from workshops.models.workshop import Workshop

FEWEST_OPTIONS = 2

# Decides by the clock of the database, in the statement itself, whether the poll takes answers.
_PUT = """
WITH asked AS (
    SELECT poll.workshop_id FROM workshops_poll poll
    JOIN workshops_workshop workshop ON workshop.id = poll.workshop_id
    WHERE poll.workshop_id = %(poll)s AND NOT poll.frozen
      AND workshop.may_open
      AND workshop.opens_at <= now() AND (workshop.closes_at IS NULL OR workshop.closes_at > now())
      AND NOT workshop.paused AND (workshop.resumed_at IS NULL OR workshop.resumed_at <= now())
      AND (workshop.published_at IS NULL OR workshop.published_at > now())
), stored AS (
    INSERT INTO workshops_pollanswer (poll_id, tag, option_id)
    SELECT workshop_id, %(tag)s, %(option)s FROM asked
    ON CONFLICT (poll_id, tag) DO UPDATE SET option_id = EXCLUDED.option_id
    WHERE workshops_pollanswer.option_id IS DISTINCT FROM EXCLUDED.option_id
)
SELECT count(*) FROM asked
"""


class Poll(models.Model):
    """A workshop's one question to everybody."""

    workshop = models.OneToOneField(Workshop, primary_key=True, on_delete=models.CASCADE, related_name="poll")
    question = models.CharField(
        _("question"), max_length=160, help_text=_("For example: Do you support the draft vision?")
    )
    # The key with which its answers were made is lost: they are kept as totals, and no more are taken.
    frozen = models.BooleanField(default=False, editable=False)
    supportive_words = models.CharField(
        _("what the supportive answers say"),
        max_length=120,
        blank=True,
        help_text=_("It follows the share: “91% …”. For example: support it completely or mostly"),
    )

    class Meta:
        verbose_name = _("straw poll")
        verbose_name_plural = _("straw poll")

    def __str__(self) -> str:
        return self.question


class PollOption(models.Model):
    """One answer that can be chosen in a workshop's poll; the numbers put them in order."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # The workshop's and not the poll's, so that both are edited on the workshop's own page.
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="poll_options")
    number = models.PositiveSmallIntegerField(_("number"))
    label = models.CharField(_("answer"), max_length=80)
    supportive = models.BooleanField(_("supportive"), default=False)

    class Meta:
        verbose_name = _("answer to the straw poll")
        verbose_name_plural = _("answers to the straw poll")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                "workshop",
                "number",
                name="poll_option_number_once",
                violation_error_message=_("Two answers have this number. Give each its own."),
            ),
            models.UniqueConstraint(
                "workshop",
                "label",
                name="poll_option_label_once",
                violation_error_message=_("Two answers say the same. Change one."),
            ),
            # What an answer refers to: an option of its own workshop.
            models.UniqueConstraint(
                fields=["workshop", "id"],
                name="poll_option_of_workshop",
                violation_error_message=_("This answer is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class PollAnswerQuerySet(models.QuerySet["PollAnswer"]):
    """Named questions and statements about answers."""

    def waiting(self) -> PollAnswerQuerySet:
        """Those that the last release counted otherwise than they are now, by the partial index."""
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
