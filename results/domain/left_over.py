"""What has neither a statement nor a reason, as texts to be read and searched."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from ideas.models import Comment, Idea
from results.domain.counting import Sources


def list_left_over(
    sources: Sources, *, words: str = "", within: Iterable[UUID] | None = None
) -> list[Idea | Comment]:
    """Return the ideas and comments that are left over, by reference, which is random; two queries.

    Of those only what has these `words`, and is one of `within`.
    """
    left = sources.find_left_over()
    kept = None if within is None else set(within)
    ideas = Idea.objects.filter(pk__in=_keep(left.ideas, kept)).order_by("ref").select_related("workshop")
    comments = Comment.objects.filter(pk__in=_keep(left.comments, kept)).order_by("ref")
    if words:
        ideas = ideas.filter(Q(title__icontains=words) | Q(body__icontains=words))
        comments = comments.filter(body__icontains=words)
    return [*ideas, *comments.select_related("idea__workshop")]


def _keep(keys: Iterable[UUID], kept: set[UUID] | None) -> list[UUID]:
    return [key for key in keys if kept is None or key in kept]
