"""E-mail on its way out. A row goes as soon as its letter has."""

import uuid

from django.db import models


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
    claimed = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"letter {self.pk}"
