"""The self-assessment of the published demo: two rounds that are told, with invented numbers."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from pledges.domain.assessed import LOWER, UPPER
from pledges.domain.assessments import KIND, START_LEVELS, START_QUESTIONS
from pledges.domain.rounds import LENGTH
from pledges.models import Assessment, AssessmentQuestion, AssessmentTotal, Round, Standing
from workshops.models import Workshop

# Days ago on which each round began. For each question: how many chose each level, then and later.
BEGAN = (230, 40)
CHOSEN = (
    ((40, 50, 20, 10), (20, 20, 50, 40)),
    ((20, 40, 50, 10), (20, 30, 60, 20)),
    ((50, 40, 20, 10), (50, 40, 30, 10)),
)
STAFF = Standing.Value.STAFF
# Of whom one standing alone may be told: of the others there were too few.
SHARE_OF_STAFF = 0.5


def add_assessment(workshop: Workshop) -> None:
    """Store what the organisers ask, and what was told of two rounds."""
    one = Assessment.objects.create(workshop=workshop, levels=[str(level) for level in START_LEVELS])
    questions = [
        AssessmentQuestion.objects.create(assessment=one, number=number, text=str(text))
        for number, text in enumerate(START_QUESTIONS[: len(CHOSEN)], start=1)
    ]
    for number, days in enumerate(BEGAN):
        begins = timezone.localdate() - timedelta(days=days)
        last = begins + LENGTH - timedelta(days=1)
        dates = {"begins_on": begins, "ends_on": last, "ended_on": begins + LENGTH}
        told = Round.objects.create(workshop=workshop, kind=KIND, number=number + 1, **dates)
        for question, chosen in zip(questions, CHOSEN, strict=True):
            _tell(told, question, chosen[number])


def _tell(one: Round, question: AssessmentQuestion, chosen: tuple[int, ...]) -> None:
    people, half = sum(chosen), len(chosen) // 2
    lower, upper = sum(chosen[:half]), sum(chosen[half:])
    told = {UPPER: upper, LOWER: lower, **{str(level): number for level, number in enumerate(chosen)}}
    AssessmentTotal.objects.create(round=one, question=question, people=people, told=told)
    staff = {UPPER: 10 * round(upper * SHARE_OF_STAFF / 10), LOWER: 10 * round(lower * SHARE_OF_STAFF / 10)}
    AssessmentTotal.objects.create(
        round=one, question=question, standing=STAFF, people=sum(staff.values()), told=staff
    )
