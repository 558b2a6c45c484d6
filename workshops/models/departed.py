"""The identity side: addresses that had an account and cannot join again. Which they are stands nowhere."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from workshops.models.workshop import Workshop

MARK_BYTES = 16


class DepartedAddress(models.Model):
    """A mark over an address that was a member when its account was deleted: one person stays one voice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="+")
    tag = models.BinaryField(max_length=MARK_BYTES)

    class Meta:
        constraints = [
            models.UniqueConstraint("workshop", "tag", name="left_once"),
            models.CheckConstraint(
                condition=models.Q(Exact(Length("tag"), MARK_BYTES)), name="left_tag_length"
            ),
        ]

    def __str__(self) -> str:
        return "left"
