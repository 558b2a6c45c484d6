"""What an unknown author answers to a question of the design group: written, taken back, released."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now, TruncDate
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from ideas.domain.authors import wrote_item
from ideas.domain.mutes import require_unmuted
from ideas.domain.questions import end_questions, is_asked_about, takes_answer
from ideas.models import Answer, Comment, Contribution, Idea, Question
from ideas_platform.lib.refusals import WrongPhase
from workshops.models import Membership, Workshop

TOO_LATE = _("This question takes no answer any more: it has ended, or the workshop is closed.")
WITH_ITEM = ("idea__workshop", "comment__idea__workshop")


def find_question(*, actor: Membership, workshop: Workshop, key: UUID) -> Question:
    """Return a question about something that this member wrote; raises Http404 for any other.

    Raises KeyAway where the key is not to be had.
    """
    question = Question.objects.filter(pk=key, workshop=workshop).select_related(*WITH_ITEM, "answer").first()
    if question is None or not is_asked_about(question.item):
        raise Http404
    question.item.thread.workshop = workshop
    if not wrote_item(actor=actor, item=question.item):
        raise Http404
    return question


def submit_answer(*, actor: Membership, question: Question, body: str) -> Answer:
    """Store the answer, which waits for the next release, in the place of one that waits already; return it.

    Raises WrongPhase where it takes none any more, Muted where the actor writes no more, Http404 for
    somebody else's question, KeyAway where the key is not to be had.
    """
    with transaction.atomic():
        locked = _lock(actor, question)
        require_unmuted(actor=actor, workshop=locked.workshop)
        answer, _is_new = Answer.objects.update_or_create(question=locked, defaults={"body": body})
        return answer


def take_answer_back(*, actor: Membership, question: Question) -> None:
    """Delete an answer that waits for the next release; refusals as in `submit_answer`."""
    with transaction.atomic():
        Answer.objects.unreleased().filter(question=_lock(actor, question)).delete()


def list_answered(workshop: Workshop) -> list[Idea | Comment]:
    """Return the texts about which an answer waits, with key and tag; two queries, by a partial index."""
    waiting = Answer.objects.unreleased().filter(question__workshop=workshop)
    ideas = Idea.objects.filter(pk__in=waiting.values("question__idea"))
    comments = Comment.objects.filter(pk__in=waiting.values("question__comment"))
    return [
        *ideas.only("pk", "thread_tag", "withdrawal_pending"),
        *comments.only("pk", "idea_id", "thread_tag", "withdrawal_pending"),
    ]


def show_author_answers(answered: list[Idea | Comment]) -> None:
    """Show the answers about these texts to the design group, which looks at the texts again."""
    keys = [item.pk for item in answered]
    if not keys:
        return
    today = TruncDate(Now())
    end_questions(keys, Question.End.ANSWERED)
    about = Q(question__idea__in=keys) | Q(question__comment__in=keys)
    Answer.objects.unreleased().filter(about).update(released_on=today)
    shown = Q(status__in=[Contribution.Status.PUBLISHED, Contribution.Status.IN_REVIEW], pk__in=keys)
    for texts in (Idea.objects.filter(shown), Comment.objects.filter(shown)):
        texts.update(reviewed=False, review_since=Coalesce(F("review_since"), today))


def forget_answers(item: Idea | Comment) -> None:
    """Delete the answers that wait about a text which its author takes back."""
    about = Q(question__idea=item.pk) | Q(question__comment=item.pk)
    Answer.objects.unreleased().filter(about).delete()


def lapse_author_answers(which: Q) -> None:
    """End what still waits in workshops that closed a week ago, whether or not there is an answer."""
    Answer.objects.unreleased().filter(question__workshop__in=Workshop.objects.filter(which)).delete()
    open_ones = Question.objects.open().filter(workshop__in=Workshop.objects.filter(which))
    open_ones.update(ended=Question.End.LAPSED)


def _lock(actor: Membership, question: Question) -> Question:
    """Return the question as it is now, locked, where its author may answer it.

    The question comes first, as in a release: the other order could deadlock.
    """
    list(Question.objects.select_for_update(no_key=True).filter(pk=question.pk))
    workshop = Workshop.objects.with_phase().get(pk=question.workshop_id)
    fresh = find_question(actor=actor, workshop=workshop, key=question.pk)
    if not takes_answer(workshop, fresh):
        raise WrongPhase(workshop.say_stopped(TOO_LATE))
    return fresh
