"""What the design group has to look at."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from ideas.models import Comment, Contribution, CoverRequest, Idea, Question, Report, SecondLook
from ideas.models.author_requests import AuthorRequest
from ideas.models.contributions import UNREAD
from workshops.domain.staff import list_staffed
from workshops.models import User, Workshop

Kind = TypeVar("Kind", Idea, Comment)
WHERE_DANGER_WAITS = (Contribution.Status.IN_REVIEW, Contribution.Status.PUBLISHED)


def list_moderated(user: User | AnonymousUser) -> QuerySet[Idea]:
    """Return the ideas of this user's workshops (of all workshops for a site administrator).

    What waits for a release is nobody's to see but its author's, and what was withdrawn is gone.
    """
    ideas = Idea.objects.known_to_staff()
    return ideas if user.is_superuser else ideas.filter(workshop__in=list_staffed(user))


def list_moderated_comments(user: User | AnonymousUser) -> QuerySet[Comment]:
    """Return the comments on ideas of this user's workshops, as `list_moderated` does the ideas."""
    comments = Comment.objects.known_to_staff()
    return comments if user.is_superuser else comments.filter(idea__workshop__in=list_staffed(user))


def list_reported_reasons(item: Idea | Comment) -> list[str]:
    """Return in words why readers reported the item, each reason once; how many did is nobody's business."""
    reports = Report.objects.filter(item=item.pk).unanswered()
    reasons = set(reports.values_list("reason", flat=True))
    return [str(reason.label) for reason in Report.Reason if reason in reasons]


def mark_dangers(items: QuerySet[Kind]) -> QuerySet[Kind]:
    """Return the items, each with `danger`: somebody reported one, and nobody has looked since.

    As far as reports are released; what is hidden somebody has looked at.
    """
    return items.annotate(danger=ExpressionWrapper(is_danger(), BooleanField()))


def is_danger() -> Q:
    """Return what asks whether an item was reported as a danger and nobody has looked since."""
    # As a set, which PostgreSQL makes once; asked for each row it took most of the time of the desk.
    told = Report.objects.unanswered().of_danger().values("item")
    return Q(status__in=WHERE_DANGER_WAITS, reviewed=False, pk__in=told)


def list_asked(kind: type[AuthorRequest]) -> QuerySet[Any]:
    """Return the items about which an author has asked this, as far as nobody has decided; a subquery."""
    asked: QuerySet[Any] = kind.objects.unanswered().values("item")
    return asked


def list_for_desk(items: QuerySet[Kind]) -> QuerySet[Kind]:
    """Return those at which the group has to look: new, reported, asked about; not what awaits its author."""
    new = UNREAD & ~Q(pk__in=list_with_question(items.model))
    hidden = Q(status=Contribution.Status.HIDDEN, pk__in=list_asked(SecondLook))
    to_cover = Q(pk__in=list_asked(CoverRequest)) & ~Q(status__in=Contribution.NOT_FOR_STAFF)
    return items.filter(new | hidden | to_cover)


def list_with_question(kind: type[Idea | Comment]) -> QuerySet[Any]:
    """Return the items of this kind that wait for their authors' answers; a subquery."""
    name = "idea" if kind is Idea else "comment"
    asked: QuerySet[Any] = Question.objects.open().filter(**{f"{name}__isnull": False}).values(name)
    return asked


def has_danger(workshop: Workshop) -> bool:
    """Return whether anything in this workshop waits as a danger; one query."""
    return _list_dangers().filter(idea__workshop=workshop).exists()


def _list_dangers() -> QuerySet[Report]:
    ideas = Q(comment=None, idea__reviewed=False, idea__status__in=WHERE_DANGER_WAITS)
    comments = Q(comment__reviewed=False, comment__status__in=WHERE_DANGER_WAITS)
    return Report.objects.unanswered().of_danger().filter(ideas | comments)


def count_dangers(user: User | AnonymousUser) -> tuple[int, int]:
    """Return how many ideas and how many comments of this user's workshops wait as a danger; one query.

    By the reports, of which there are few: see `is_danger`.
    """
    told = _list_dangers()
    if not user.is_superuser:
        told = told.filter(idea__workshop__in=list_staffed(user))
    of_comments = [comment is not None for _item, comment in told.values_list("item", "comment").distinct()]
    return of_comments.count(False), of_comments.count(True)
