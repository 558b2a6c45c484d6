"""What a member answers in a self-assessment: each question under its own tag, and as whom under another.

So no row says what one person answered to two questions, or as whom. They are stored in random order, each in
a commit of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import SystemRandom
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from anonymity.tags import Purpose, Tagger
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from pledges.domain.rounds import open_round_key, store_while_open
from pledges.models import Assessment, AssessmentQuestion, LevelAnswer, Round, Standing
from workshops.models import Membership

NOT_NOW = _("The self-assessment takes no answers at the moment.")
_LEVEL = """
    INSERT INTO pledges_levelanswer (round_id, question_id, tag, level)
    SELECT round_id, %(question)s, %(tag)s, %(level)s FROM asked
    ON CONFLICT (round_id, question_id, tag) DO UPDATE SET level = EXCLUDED.level
    WHERE pledges_levelanswer.level <> EXCLUDED.level
"""
_NO_LEVEL = """
    DELETE FROM pledges_levelanswer answer USING asked
    WHERE answer.round_id = asked.round_id AND question_id = %(question)s AND tag = %(tag)s
"""
_STANDING = """
    INSERT INTO pledges_standing (round_id, tag, value) SELECT round_id, %(tag)s, %(value)s FROM asked
    ON CONFLICT (round_id, tag) DO UPDATE SET value = EXCLUDED.value
    WHERE pledges_standing.value <> EXCLUDED.value
"""
_NO_STANDING = """
    DELETE FROM pledges_standing standing USING asked
    WHERE standing.round_id = asked.round_id AND tag = %(tag)s
"""


@dataclass(frozen=True)
class OwnAnswers:
    """What somebody answers: as whom, and the level (from 0) of each question that they answer."""

    standing: str = ""
    levels: Mapping[UUID, int] = field(default_factory=dict)


def answer_assessment(*, actor: Membership, one: Round, assessment: Assessment, answers: OwnAnswers) -> None:
    """Store the actor's answers in the place of any earlier ones; without a standing all are taken back.

    Raises Unprocessable for what cannot be chosen, WrongPhase where nothing is asked any more, KeyAway.
    """
    questions = list(assessment.questions.all())
    if answers.standing not in ("", *Standing.Value) or not _are_known(assessment, answers):
        raise Unprocessable
    key, subject = open_round_key(one), actor.pk.bytes
    levels = answers.levels if answers.standing else {}
    tagger = key.tagger(Purpose.LEVEL)
    commands = [_say_level(tagger, question, subject, levels) for question in questions]
    tag = key.tagger(Purpose.STANDING).one(one.pk, subject)
    commands.append(
        (_STANDING if answers.standing else _NO_STANDING, {"tag": tag, "value": answers.standing})
    )
    SystemRandom().shuffle(commands)
    for command, values in commands:
        if not store_while_open(one, command, values):
            raise WrongPhase(NOT_NOW)


def find_own_answers(*, actor: Membership, one: Round, questions: Sequence[AssessmentQuestion]) -> OwnAnswers:
    """Return what the actor answered in this round; nothing where a PIN shuts their past. Two queries.

    Raises KeyAway.
    """
    if actor.hides_past:
        return OwnAnswers()
    key, subject = open_round_key(one), actor.pk.bytes
    tagger = key.tagger(Purpose.LEVEL)
    tags = {question.pk: tagger.one(question.pk, subject) for question in questions}
    rows = LevelAnswer.objects.filter(round=one, tag__in=list(tags.values()))
    found = rows.values_list("question", "tag", "level")
    levels = {key: level for key, tag, level in found if tags.get(key) == bytes(tag)}
    tag = key.tagger(Purpose.STANDING).one(one.pk, subject)
    standing = Standing.objects.filter(round=one, tag=tag).values_list("value", flat=True).first()
    return OwnAnswers(standing or "", levels)


def _are_known(assessment: Assessment, answers: OwnAnswers) -> bool:
    known = {question.pk for question in assessment.questions.all()}
    levels = range(len(assessment.levels))
    return answers.levels.keys() <= known and all(level in levels for level in answers.levels.values())


def _say_level(
    tagger: Tagger, question: AssessmentQuestion, subject: bytes, levels: Mapping[UUID, int]
) -> tuple[str, dict[str, Any]]:
    named = {"question": question.pk, "tag": tagger.one(question.pk, subject)}
    if question.pk not in levels:
        return _NO_LEVEL, named
    return _LEVEL, {**named, "level": levels[question.pk]}
