"""Finding one item of a workshop that the design group may read: an idea, or a comment on one."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from ideas.domain.questions import with_questions
from ideas.models import Comment, Idea
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.review import mark_dangers
from workshops.models import Workshop


def find_item(workshop: Workshop, ref: str) -> Item | None:
    """Return what has this reference and was released, with `danger`, None where there is nothing."""
    return list_ideas(workshop).filter(ref=ref).first() or list_comments(workshop).filter(ref=ref).first()


def find_item_by_key(workshop: Workshop, key: UUID) -> Item | None:
    """Return the same by its primary key."""
    return list_ideas(workshop).filter(pk=key).first() or list_comments(workshop).filter(pk=key).first()


def list_ideas(workshop: Workshop) -> QuerySet[Idea]:
    """Return the ideas of a workshop that its staff may read, with theme and workshop."""
    ideas = Idea.objects.known_to_staff().filter(workshop=workshop)
    return mark_dangers(ideas).select_related("theme", "workshop").prefetch_related(with_questions())


def list_comments(workshop: Workshop) -> QuerySet[Comment]:
    """Return the comments of a workshop that its staff may read, with what they are about."""
    comments = Comment.objects.known_to_staff().filter(idea__workshop=workshop)
    marked = mark_dangers(comments).select_related("idea__workshop", "parent")
    return marked.prefetch_related(with_questions())
