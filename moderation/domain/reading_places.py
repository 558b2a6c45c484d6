"""The order of reading: published texts so that like stands beside like. No number of it leaves the desk."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Q, QuerySet

from ideas.models import Comment, Idea
from moderation.models import ReadingPlace
from workshops.models import Workshop

_SHOWN = Q(idea__status="published") | Q(comment__status="published", comment__idea__status="published")


def list_places(workshop: Workshop) -> QuerySet[ReadingPlace]:
    """Return the places of what everybody can read, in order, with their texts."""
    places = ReadingPlace.objects.filter(_SHOWN, workshop=workshop)
    return places.select_related("idea__workshop", "comment__idea__workshop").order_by("place", "pk")


def count_groups(workshop: Workshop, groups: Collection[int]) -> dict[int, int]:
    """Return how many texts each of these groups has; one query."""
    rows = ReadingPlace.objects.filter(_SHOWN, workshop=workshop, group_number__in=groups)
    return dict(rows.values_list("group_number").annotate(number=Count("pk")).order_by())


def count_without_place(workshop: Workshop) -> int:
    """Return how many texts came or changed since the order was made; three queries."""
    ideas = Idea.objects.votable().filter(workshop=workshop).count()
    comments = Comment.objects.published().filter(idea__workshop=workshop, idea__status="published").count()
    return max(ideas + comments - ReadingPlace.objects.filter(_SHOWN, workshop=workshop).count(), 0)
