"""The table of comments: what everybody can or could read below the ideas."""

from typing import Any

from ideas.models import Comment, Idea
from results.exports.tables import Cell, Table
from workshops.models import Workshop

COLUMNS = ("ref", "idea", "answers", "intent", "body", "status", "published_on")


def make_comments_table(workshop: Workshop) -> Table:
    """Return the comments on published ideas that are or were published, by idea and date.

    What waits, is in review or was withdrawn never appears. Of a hidden comment only references and state do.
    """
    shown = Comment.objects.filter(
        idea__workshop=workshop,
        idea__status=Idea.Status.PUBLISHED,
        status__in=[Comment.Status.PUBLISHED, Comment.Status.HIDDEN],
        published_on__isnull=False,
    ).order_by("idea__ref", "published_on", "ref")
    fields = ("ref", "idea__ref", "parent__ref", "intent", "body", "status", "published_on")
    return Table("comments", COLUMNS, (_describe(row) for row in shown.values(*fields).iterator()))


def _describe(row: dict[str, Any]) -> tuple[Cell, ...]:
    references = (row["ref"], row["idea__ref"], row["parent__ref"])
    if row["status"] == Comment.Status.HIDDEN:
        return (*references, None, None, row["status"], None)
    return (*references, row["intent"], row["body"], row["status"], row["published_on"])
