"""What the tables of rounds refuse, by the name of the constraint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from pledges.models import (
    Assessment,
    AssessmentQuestion,
    AssessmentTotal,
    Judgement,
    JudgementAnswer,
    LevelAnswer,
    Round,
    Standing,
)
from tests.pledges.assessing import make_assessment
from tests.pledges.signed import make_pledge
from workshops.models import Workshop

Breach = Callable[[Workshop], object]
DAY, TAG = date(2026, 1, 1), bytes(16)


def make_round(workshop: Workshop, **fields: object) -> Round:
    usual = {"kind": "pledges", "number": 1, "begins_on": DAY, "ends_on": DAY + timedelta(days=27)}
    return Round.objects.create(workshop=workshop, **{**usual, **fields})


def make_judgement(workshop: Workshop, **fields: object) -> Judgement:
    pledge = make_pledge(workshop)
    return Judgement.objects.create(round=make_round(workshop), pledge=pledge, sentence="x", **fields)


def ask_twice(workshop: Workshop) -> None:
    first = make_judgement(workshop)
    Judgement.objects.create(round=first.round, pledge=first.pledge, sentence="y")


def answer(value: str = "reached", tag: bytes = TAG) -> Breach:
    def breach(workshop: Workshop) -> None:
        asked = make_judgement(workshop)
        JudgementAnswer.objects.create(round=asked.round, judgement=asked, tag=tag, value=value)

    return breach


def begin_twice(workshop: Workshop) -> None:
    for _time in (1, 2):
        make_round(workshop, ended_on=DAY + timedelta(days=30))


def begin_two(workshop: Workshop) -> None:
    for number in (1, 2):
        make_round(workshop, number=number)


def add_question(assessment: Assessment, **fields: object) -> AssessmentQuestion:
    return AssessmentQuestion.objects.create(assessment=assessment, **{"number": 9, "text": "x", **fields})


def ask_with_one_number(workshop: Workshop) -> None:
    add_question(make_assessment(workshop), number=1)


def tell_of(workshop: Workshop, **fields: object) -> AssessmentTotal:
    question, one = add_question(make_assessment(workshop)), make_round(workshop, kind="assessment")
    return AssessmentTotal.objects.create(round=one, question=question, **fields)


def tell_twice(workshop: Workshop) -> None:
    first = tell_of(workshop, people=10)
    AssessmentTotal.objects.create(round=first.round, question=first.question, people=15)


def stand(workshop: Workshop, **fields: object) -> None:
    usual = {"tag": TAG, "value": "staff", **fields}
    Standing.objects.create(round=make_round(workshop, kind="assessment"), **usual)


def level(workshop: Workshop, **fields: object) -> None:
    question, one = add_question(make_assessment(workshop)), make_round(workshop, kind="assessment")
    LevelAnswer.objects.create(round=one, question=question, **{"tag": TAG, "level": 0, **fields})


ROUND_BREACHES: dict[str, Breach] = {
    "round_number_once": begin_twice,
    "round_alone": begin_two,
    "round_kind_known": lambda w: make_round(w, kind="votes"),
    "round_takes_days": lambda w: make_round(w, ends_on=DAY),
    "round_ends_after_its_days": lambda w: make_round(w, ended_on=DAY + timedelta(days=27)),
    "assessment_has_levels": lambda w: Assessment.objects.create(workshop=w, levels=["no", "yes"]),
    "assessment_question_once": ask_with_one_number,
    "assessment_question_has_words": lambda w: add_question(make_assessment(w), text=""),
    "assessment_total_once": tell_twice,
    "assessment_total_rounded": lambda w: tell_of(w, people=12),
    "standing_tag_length": lambda w: stand(w, tag=b"short"),
    "standing_known": lambda w: stand(w, value="manager"),
    "level_answer_tag_length": lambda w: level(w, tag=b"short"),
    "level_answer_known": lambda w: level(w, level=5),
    "judgement_once": ask_twice,
    "judgement_rounded": lambda w: make_judgement(w, people=12),
    "judgement_answer_tag_length": answer(tag=b"short"),
    "judgement_answer_known": answer("perhaps"),
}
