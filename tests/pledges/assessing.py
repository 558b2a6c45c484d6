"""A self-assessment with its rounds, as briefly as tests need them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from pledges.domain.assessed import tell_assessment
from pledges.domain.assessing import OwnAnswers, answer_assessment
from pledges.domain.assessments import KIND
from pledges.domain.rounds import begin_round, end_due_rounds
from pledges.models import Assessment, AssessmentQuestion, AssessmentTotal, Round
from workshops.models import Membership, Workshop

LEVELS = ["Not at all", "A little", "Mostly", "Fully"]
QUESTIONS = ("People know whom to ring.", "Staff have the time to do their work well.")


def make_assessment(workshop: Workshop) -> Assessment:
    """Return a self-assessment of two questions and four levels."""
    one = Assessment.objects.create(workshop=workshop, introduction="How are things?", levels=LEVELS)
    for number, words in enumerate(QUESTIONS, start=1):
        AssessmentQuestion.objects.create(assessment=one, number=number, text=words)
    return one


def begin(workshop: Workshop, number: int = 1) -> Round:
    """Return a round that has begun a week ago."""
    with begin_round(workshop, KIND, number, timezone.localdate() - timedelta(days=7)) as one:
        return one


def choose(one: Round, members: Iterable[Membership], standing: str, level: int) -> None:
    """Let these members choose this level for each question."""
    assessment = Assessment.objects.get(workshop=one.workshop_id)
    levels = {question.pk: level for question in assessment.questions.all()}
    for member in members:
        answer_assessment(actor=member, one=one, assessment=assessment, answers=OwnAnswers(standing, levels))


def let_be_over(one: Round) -> int:
    """Let the days of a round be over, and end what is due; return how many rounds were ended."""
    month = timedelta(days=28)
    begins, ends = one.begins_on - month, one.ends_on - month
    Round.objects.filter(pk=one.pk).update(begins_on=begins, ends_on=ends)
    return end_due_rounds(KIND, tell_assessment)


def tell(workshop: Workshop) -> Assessment:
    """Return a self-assessment of which two rounds are told, of the first question alone."""
    assessment, today = make_assessment(workshop), timezone.localdate()
    for number, (days, upper) in enumerate(((300, 30), (60, 80)), start=1):
        begins = today - timedelta(days=days)
        one = Round.objects.create(
            workshop=workshop, kind=KIND, number=number, begins_on=begins,
            ends_on=begins + timedelta(days=27), ended_on=begins + timedelta(days=28),
        )  # fmt: skip
        told = {"upper": upper, "lower": 110 - upper, "0": 10, "1": 100 - upper, "2": upper - 20, "3": 20}
        for standing, people in (("", 110), ("staff", 60)):
            numbers = told if not standing else {"upper": upper - 30, "lower": 20}
            AssessmentTotal.objects.create(
                round=one, question=assessment.questions.all()[0], standing=standing, people=people,
                told=numbers,
            )  # fmt: skip
    return assessment
