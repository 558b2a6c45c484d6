"""The work side: who has which item before them, and what can still be undone. Staff, never authors."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from moderation.models.decisions import WORDS_LENGTH, Decision
from workshops.models import Membership, Workshop


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Named questions about claims."""

    def living(self) -> ClaimQuerySet:
        """Those that have not ended."""
        return self.filter(until__gt=Now())

    def ended(self) -> ClaimQuerySet:
        """Those that have ended."""
        return self.filter(until__lte=Now())


class Claim(models.Model):
    """That somebody of the staff has an item before them, so that nobody else is given it. Ends by itself.

    The table is in no log of PostgreSQL: a row lives for minutes.
    """

    item = models.UUIDField(primary_key=True, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    claimed_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claimed_by"], name="claim_one_at_a_time")]

    def __str__(self) -> str:
        return "claim"


class UndoQuerySet(models.QuerySet["Undo"]):
    """Named questions about what can still be undone."""

    def living(self) -> UndoQuerySet:
        """Those for which there is still time."""
        return self.filter(until__gt=Now())

    def ended(self) -> UndoQuerySet:
        """Those for which it is too late."""
        return self.filter(until__lte=Now())


class Undo(models.Model):
    """What an item was like before a decision, for as long as who took it can undo it.

    `press` is the same for all that one press decided. The next decision about the item takes its place.
    The table is in no log of PostgreSQL: a row lives for minutes.
    """

    item = models.UUIDField(primary_key=True, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="+")
    press = models.UUIDField(db_index=True)
    until = models.DateTimeField()
    status = models.CharField(max_length=12)
    reviewed = models.BooleanField()
    held = models.BooleanField()
    held_by_reports = models.BooleanField(db_default=False)
    approved = models.BooleanField(db_default=False)
    published_on = models.DateField(null=True)
    review_since = models.DateField(null=True)
    # The editor's note that was there before.
    words = models.CharField(max_length=WORDS_LENGTH, blank=True, default="")

    objects = UndoQuerySet.as_manager()

    def __str__(self) -> str:
        return "undo"
