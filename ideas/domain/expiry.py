"""What still waits when a workshop has been closed for a week: it is not shown any more.

Too few people had sent something to hide who wrote it. Releasing it would break the promise; keeping it
waiting would be a stub of one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from ideas.domain.answers import lapse_author_answers
from ideas.models import Comment, CommentRevision, Contribution, Idea, PollAnswer, Report, Revision
from ideas.models.contributions import ContributionQuerySet
from workshops.models import Workshop
from workshops.statistics.text_counts import round_texts

TIME_TO_DECIDE = timedelta(days=7)


def refuse_leftovers() -> None:
    """Let what waits in workshops that closed a week ago lapse."""
    lapse_all(Q(closes_at__lte=Now() - TIME_TO_DECIDE))


def lapse_all(which: Q) -> None:
    """Let what waits in these workshops lapse: new texts, wordings, reports, answers to poll and group.

    What its author wanted to take back stays as it is: a lone idea that vanished would point at somebody.
    """
    workshops = Workshop.objects.filter(which)
    with transaction.atomic():
        _lapse(Idea.objects.filter(workshop__in=workshops))
        _lapse(Comment.objects.filter(idea__workshop__in=workshops))
        Revision.objects.filter(idea__workshop__in=workshops).delete()
        CommentRevision.objects.filter(comment__idea__workshop__in=workshops).delete()
        Report.objects.filter(idea__workshop__in=workshops, released=False).delete()
        lapse_author_answers(which)
        answers = PollAnswer.objects.filter(poll__workshop__in=workshops)
        answers.unreleased().update(option=F("counted"))
        answers.filter(option=None, counted=None).delete()


def say_lapsed(workshop: Workshop) -> str:
    """Return how many texts lapsed in a workshop that closed a week ago, "" in others; two queries.

    Of few, nobody is told whether there are any at all; others are rounded, up or down by lot.
    """
    if workshop.closes_at is None or workshop.closes_at + TIME_TO_DECIDE > workshop.time_asked:
        return ""
    lapsed = Contribution.Status.LAPSED
    ideas = Idea.objects.filter(workshop=workshop, status=lapsed).values_list("pk", flat=True)
    comments = Comment.objects.filter(idea__workshop=workshop, status=lapsed).values_list("pk", flat=True)
    number = round_texts([*ideas, *comments])
    if number is None:
        return _("Few texts, or none, came too late to be shown.")
    return _("About %(n)d texts came too late to be shown.") % {"n": number}


def _lapse(texts: ContributionQuerySet[Any]) -> None:
    texts.unreleased().update(status=Contribution.Status.LAPSED, waiting_since=None)
    texts.filter(withdrawal_pending=True).update(withdrawal_pending=False)
