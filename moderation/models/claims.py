"""The work side: who has which item before them, and what can still be undone. Staff, never authors."""

from __future__ import annotations

from typing import Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from moderation.models.decisions import WORDS_LENGTH, Decision
from workshops.models import Membership, Workshop

Kind = TypeVar("Kind", bound=models.Model)


class EndingQuerySet(models.QuerySet[Kind]):
    """Named questions about what ends by itself."""

    def living(self) -> Self:
        """Those that have not ended."""
        return self.filter(until__gt=Now())

    def ended(self) -> Self:
        """Those that have ended."""
        return self.filter(until__lte=Now())


class ClaimQuerySet(EndingQuerySet[Kind]):
    """Named questions about claims of one kind, and making room for another."""

    def give_back(self, actor: Membership) -> None:
        """Let others have what the actor has claimed."""
        self.filter(claimed_by=actor).delete()

    def make_room(self, actor: Membership, **text: UUID) -> None:
        """Give back what the actor has claimed, and delete the claim of this text if it has ended."""
        self.filter(Q(claimed_by=actor) | Q(until__lte=Now(), **text)).delete()


class Claim(models.Model):
    """That somebody of the staff has an item before them, so that nobody else is given it. Ends by itself.

    The table is in no log of PostgreSQL: a row lives for minutes.
    """

    item = models.UUIDField(primary_key=True, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    claimed_by = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = ClaimQuerySet["Claim"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claimed_by"], name="claim_one_at_a_time")]

    def __str__(self) -> str:
        return "claim"


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

    objects = EndingQuerySet["Undo"].as_manager()

    def __str__(self) -> str:
        return "undo"
