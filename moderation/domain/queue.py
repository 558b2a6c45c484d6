"""What the design group has to look at."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from workshops.domain.staff import list_staffed
from workshops.models import Comment, Idea, Report, User


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
    reports = Report.objects.filter(item=item.pk, released=True)
    reasons = set(reports.values_list("reason", flat=True))
    return [str(reason.label) for reason in Report.Reason if reason in reasons]
