"""The work side: of which items the author may write no more. Who that is stands nowhere."""

from __future__ import annotations

import uuid

from django.db import connection, models
from django.db.models import Q

from ideas.models.comments import Comment
from ideas.models.ideas import Idea

# Asked whenever somebody writes. Mostly nobody is muted, and that is found out more quickly.
_ANY = "SELECT EXISTS (SELECT FROM ideas_mute)"
_READ = """
SELECT idea.id, idea.thread_tag FROM ideas_mute mute JOIN ideas_idea idea ON idea.id = mute.idea_id
WHERE idea.workshop_id = %(workshop)s
UNION ALL
SELECT comment.idea_id, comment.thread_tag FROM ideas_mute mute
JOIN ideas_comment comment ON comment.id = mute.comment_id
JOIN ideas_idea idea ON idea.id = comment.idea_id
WHERE idea.workshop_id = %(workshop)s
"""


class MuteQuerySet(models.QuerySet["Mute"]):
    """Named questions about mutes."""

    def read(self, workshop: uuid.UUID) -> list[tuple[uuid.UUID, bytes]]:
        """Return the idea, and the author's tag, of each muted item of a workshop."""
        with connection.cursor() as cursor:
            cursor.execute(_ANY)
            if not cursor.fetchone()[0]:
                return []
            cursor.execute(_READ, {"workshop": workshop})
            return [(idea, bytes(tag)) for idea, tag in cursor.fetchall()]


class Mute(models.Model):
    """An idea or a comment whose author writes nothing more in the workshop, until the row is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    idea = models.OneToOneField(Idea, null=True, on_delete=models.CASCADE, related_name="mute")
    comment = models.OneToOneField(Comment, null=True, on_delete=models.CASCADE, related_name="mute")

    objects = MuteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(idea__isnull=False, comment=None) | Q(idea=None, comment__isnull=False),
                name="mute_about_one_item",
            )
        ]

    def __str__(self) -> str:
        return "mute"
