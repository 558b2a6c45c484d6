"""E-mail on its way out. A row goes as soon as its letter has."""

from __future__ import annotations

import uuid

from django.db import models


class OutboxQuerySet(models.QuerySet["OutboxEmail"]):
    """Named questions about what waits to be sent."""

    def codes(self) -> OutboxQuerySet:
        """Sign-in codes: never lost, and they may come twice."""
        return self.filter(kind=OutboxEmail.Kind.CODE)

    def unclaimed_letters(self) -> OutboxQuerySet:
        """Other letters that nobody has begun to send, in random order."""
        return self.filter(kind=OutboxEmail.Kind.LETTER, claimed=False).order_by("pk")


class OutboxEmail(models.Model):
    """One letter to one reader. Its key makes sure that nobody gets the same letter twice."""

    class Kind(models.TextChoices):
        """A code is never lost and may come twice; any other letter never comes twice."""

        CODE = "code", "code"
        LETTER = "letter", "letter"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.LETTER)
    recipient = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    # Where a mail program ends these letters (RFC 8058); empty for one that comes without being asked for.
    unsubscribe_url = models.CharField(max_length=300, blank=True)
    # A calendar file that goes with it; "" for none.
    calendar = models.TextField(blank=True, default="", db_default="")
    claimed = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = OutboxQuerySet.as_manager()

    def __str__(self) -> str:
        return f"letter {self.pk}"
