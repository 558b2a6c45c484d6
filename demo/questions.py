"""What the demo's design group asks an author whom one can sign in as: one question waits, one has ended."""

from datetime import timedelta

from django.utils import timezone

from demo.accounts import AUTHOR, address_of
from ideas.domain.own_contributions import list_own
from ideas.models import Answer, Idea, Question
from moderation.models import Decision
from workshops.models import Membership, Workshop
from workshops.rules import Role

ASKED, ANSWERED = timedelta(days=2), timedelta(days=5)
WAITS = "Can you give an example, without naming anybody or any place?"
WAS_ASKED = "Does this happen in one place or in many? Please do not say where."
ANSWER = "In every place where I have worked so far, mostly at the weekend."


def add_questions(workshop: Workshop) -> None:
    """Ask the author of two ideas; the answer to one question has come with a release."""
    author = Membership.objects.get(workshop=workshop, user__email=address_of(AUTHOR))
    asker = Membership.objects.filter(workshop=workshop, role=Role.DESIGN_GROUP).first()
    own = list_own(actor=author, workshop=workshop).ideas
    shown = [idea for idea in own if idea.status == Idea.Status.PUBLISHED]
    for idea, text, since in zip(shown, (WAITS, WAS_ASKED), (ASKED, ANSWERED), strict=False):
        _ask(idea, text, since, asker)
    for question in Question.objects.filter(workshop=workshop, text=WAS_ASKED):
        Answer.objects.create(question=question, body=ANSWER, released_on=timezone.localdate() - ASKED)
        Question.objects.filter(pk=question.pk).update(ended=Question.End.ANSWERED)


def _ask(idea: Idea, text: str, since: timedelta, asker: Membership | None) -> None:
    day = timezone.localdate() - since
    what = {"workshop": idea.workshop, "idea": idea, "reason": Question.Reason.OFF_TOPIC}
    Question.objects.create(text=text, outcome=Question.Outcome.HIDE, asked_by=asker, asked_on=day, **what)
    Decision.objects.create(verdict=Decision.Verdict.ASK, decided_by=asker, decided_on=day, **what)
