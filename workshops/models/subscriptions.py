"""The identity side: who wants which letters. Nothing here says since when, or what anybody did."""

from __future__ import annotations

import secrets
import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from workshops.models.people import User
from workshops.models.workshop import Workshop

TOKEN_BYTES = 24


def random_token() -> str:
    """Return what the address for ending a subscription holds: nobody guesses it."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Letter(models.TextChoices):
    """The letters that one may ask for."""

    OPENING = "opening", "the workshop is open"
    DIGEST = "digest", "the weekly digest"
    RESULTS = "results", "the results are out"
    SUMMARY = "summary", "the weekly summary"


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Named questions about subscriptions."""

    def wanting(self, letter: Letter) -> SubscriptionQuerySet:
        """Those who asked for this letter, each with its `address`."""
        addressed = self.annotate(address=Coalesce(F("user__email"), F("email")))
        return addressed.filter(**{letter.value: True})

    def without_letters(self) -> SubscriptionQuerySet:
        """Those who want nothing (any more)."""
        return self.filter(opening=False, digest=False, results=False, summary=False, named=False)


class Subscription(models.Model):
    """The letters about a workshop that a user, or an address that somebody left, asked for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="subscriptions")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="subscriptions")
    email = models.EmailField(null=True)
    opening = models.BooleanField(default=False)
    digest = models.BooleanField(default=False)
    results = models.BooleanField(default=False)
    summary = models.BooleanField(default=False, db_default=False)
    # Whether the organisers named this address for the summary: it gets one once it has said yes.
    named = models.BooleanField(default=False, db_default=False)
    token = models.CharField(max_length=40, default=random_token, unique=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "user", name="subscription_once_a_user"),
            models.UniqueConstraint("workshop", "email", name="subscription_once_an_address"),
            models.CheckConstraint(
                condition=Q(user=None, email__isnull=False) | Q(user__isnull=False, email=None),
                name="subscription_user_or_address",
            ),
        ]

    def __str__(self) -> str:
        return f"subscription {self.pk}"
