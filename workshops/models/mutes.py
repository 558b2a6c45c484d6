"""The work side: of which items the author may write no more. Who that is stands nowhere."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from workshops.models.comments import Comment
from workshops.models.ideas import Idea


class Mute(models.Model):
    """An idea or a comment whose author writes nothing more in the workshop, until the row is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    idea = models.OneToOneField(Idea, null=True, on_delete=models.CASCADE, related_name="mute")
    comment = models.OneToOneField(Comment, null=True, on_delete=models.CASCADE, related_name="mute")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(idea__isnull=False, comment=None) | Q(idea=None, comment__isnull=False),
                name="mute_about_one_item",
            )
        ]

    def __str__(self) -> str:
        return "mute"
