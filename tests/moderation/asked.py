"""Asking the author of a text, as briefly as tests need it."""

from datetime import timedelta

from django.utils import timezone

from ideas.models import Question
from moderation.domain.asking import NewQuestion, ask_author
from moderation.domain.decisions import NewDecision
from moderation.domain.nobody_decides_about_own import Item
from moderation.models import Decision
from tests.cast import Person
from workshops.models import Release, Workshop

TEXT = "Can you give an example?"


def ask(
    person: Person,
    item: Item,
    text: str = TEXT,
    *,
    outcome: str = "hide",
    reason: str = "off_topic",
    passages: tuple[str, ...] = (),
) -> Question:
    """Let this member of the staff ask, and return the question."""
    ask_author(
        actor=person.membership,
        item=item,
        question=NewQuestion(text, outcome, passages),
        new_decision=NewDecision(Decision.Verdict.ASK, reason),
    )
    return Question.objects.about(item).open().get()


def let_days_pass(question: Question, days: int = 8) -> None:
    """Let it have been asked so many days ago."""
    Question.objects.filter(pk=question.pk).update(asked_on=timezone.localdate() - timedelta(days=days))


def note_release(workshop: Workshop) -> None:
    """Let there have been a release of others just now."""
    number = Workshop.objects.get(pk=workshop.pk).release_number + 1
    Release.objects.create(workshop=workshop, number=number)
    Workshop.objects.filter(pk=workshop.pk).update(release_number=number)
