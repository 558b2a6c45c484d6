"""What is told of a self-assessment when a round is over: by question, of all people and by who they are.

Who answered what, and as whom, is brought together in memory, with the key of the round, and stored nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np

from anonymity.keys import HeldKey
from anonymity.tags import Purpose, list_keys
from anonymity.thresholds import FEWEST_FOR_THREE_PARTS
from pledges.domain.judged import NOBODY, read_subjects
from pledges.models import Assessment, AssessmentTotal, LevelAnswer, Round, Standing
from workshops.statistics.answers import Answered, ToldAnswers, tell_answers
from workshops.statistics.cell_keys import CellKeys
from workshops.statistics.margins import suppress
from workshops.statistics.suppression import OFF, Draw

UPPER, LOWER = "upper", "lower"
HALVES = (UPPER, LOWER)
Parts = Mapping[str, Collection[str]]
Chosen = Sequence[tuple[str, int]]
"""The level that each person chose for one question, and their index among the members."""


def tell_assessment(one: Round, key: HeldKey) -> None:
    """Store what may be told of each question of a round that is over."""
    assessment = Assessment.objects.filter(workshop=one.workshop_id).prefetch_related("questions").first()
    if assessment is None:
        return
    teller, totals = _Teller(one, key, list_parts(assessment)), []
    for question in assessment.questions.all():
        said = teller.tell(question.pk)
        totals += [
            AssessmentTotal(
                round=one, question=question, standing=name, people=told.people, told=dict(told.numbers)
            )
            for name, told in said.items()
        ]
    AssessmentTotal.objects.bulk_create(totals)


def list_parts(assessment: Assessment) -> dict[str, list[str]]:
    """Return what is counted, by name: the two halves of the levels, and each level by its number."""
    levels = [str(level) for level in range(len(assessment.levels))]
    upper = [str(level) for level in assessment.upper]
    lower = [level for level in levels if level not in upper]
    return {UPPER: upper, LOWER: lower, **{level: [level] for level in levels}}


class _Teller:
    """The members of a workshop in one round, with what is drawn for groups of them."""

    def __init__(self, one: Round, key: HeldKey, parts: Parts) -> None:
        self._round, self._parts = one, parts
        self._subjects = read_subjects(one)
        self._levels = key.tagger(Purpose.LEVEL)
        self._draw = CellKeys(key, self._subjects).draw
        tags = list_keys(key.tagger(Purpose.STANDING).of_subjects(one.pk, self._subjects))
        said = dict(Standing.objects.filter(round=one).values_list("tag", "value"))
        values = {bytes(tag): value for tag, value in said.items()}
        self._standings = [values.get(tag, "") for tag in tags]

    def tell(self, question: UUID) -> dict[str, ToldAnswers]:
        """Return what may be told of a question: of all under "", and of those of each standing."""
        chosen = self._read(question)
        told = self._tell(chosen, self._parts)
        if told is None:
            return {}
        if told.people < FEWEST_FOR_THREE_PARTS:
            told = ToldAnswers(told.people, _halve(told.numbers))
        return {"": told, **self._tell_standings(chosen, told.people)}

    def _tell_standings(self, chosen: Chosen, people: int) -> dict[str, ToldAnswers]:
        """Return what may be told of those of each standing, where so many people are told in all."""
        named = {name: self._pick(chosen, [name]) for name in Standing.Value.values}
        cells = {name: len(those) for name, those in named.items()}
        margin = suppress(cells, lambda names: self._draw_of(chosen, names), people=people + OFF)
        told = {name: self._tell(named[name], _halve(self._parts)) for name in margin.told}
        return {name: said for name, said in told.items() if said}

    def _read(self, question: UUID) -> Chosen:
        tags = list_keys(self._levels.of_subjects(question, self._subjects))
        whose = {tag: index for index, tag in enumerate(tags)}
        rows = LevelAnswer.objects.filter(round=self._round, question=question).values_list("level", "tag")
        return [(str(level), whose.get(bytes(tag), NOBODY)) for level, tag in rows]

    def _pick(self, chosen: Chosen, names: Collection[str]) -> Chosen:
        return [pair for pair in chosen if pair[1] != NOBODY and self._standings[pair[1]] in names]

    def _answered(self, chosen: Chosen) -> Answered:
        members = np.array([member for _level, member in chosen], np.int64)
        return Answered([level for level, _member in chosen], members, len(self._subjects), self._draw)

    def _draw_of(self, chosen: Chosen, names: Collection[str]) -> Draw:
        return self._draw(self._answered(self._pick(chosen, names)).mark())

    def _tell(self, chosen: Chosen, parts: Parts) -> ToldAnswers | None:
        return tell_answers(self._answered(chosen), parts, told_before=None)


def _halve(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Return of these parts the two halves of the levels alone."""
    return {name: parts[name] for name in HALVES}
