"""What is told of a pledge when a round is over: numbers of people by the rule for these, and a status.

A status is said only where it is certain: rounding alone can never have made it. Where fewer than ten to
fourteen people answered, nothing is told, and the pledge keeps the status that it had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

import numpy as np
from django.utils import timezone

from anonymity.keys import HeldKey
from anonymity.tags import Blocks, Purpose, as_blocks, list_keys
from anonymity.thresholds import FEWEST_FOR_THREE_PARTS
from pledges.models import Judgement, JudgementAnswer, Pledge, Round
from workshops.models import Membership
from workshops.statistics.answers import Answered, ToldAnswers, tell_answers
from workshops.statistics.cell_keys import CellKeys
from workshops.statistics.certain import is_surely_more, is_surely_most, tell_change

Said = JudgementAnswer.Value
Judged = Pledge.Judged
SOME = "some"
# What is told, and the answers that are counted together for it.
PARTS = {
    SOME: (Said.REACHED, Said.CHANGED),
    Said.REACHED.value: (Said.REACHED,),
    Said.NOT_YET.value: (Said.NOT_YET,),
}
NOBODY = -1


def tell_judgements(one: Round, key: HeldKey) -> None:
    """Store what may be told of each pledge of a round that is over, and set the statuses of these."""
    rows = list(JudgementAnswer.objects.filter(round=one).values_list("judgement", "value", "tag"))
    if not rows:
        return
    subjects = read_subjects(one)
    tags = list_keys(key.tagger(Purpose.JUDGEMENT).of_subjects(one.pk, subjects))
    whose = {tag: index for index, tag in enumerate(tags)}
    given: dict[UUID, list[tuple[str, int]]] = defaultdict(list)
    for judgement, value, tag in rows:
        given[judgement].append((value, whose.get(bytes(tag), NOBODY)))
    draw = CellKeys(key, subjects).draw
    for judgement, answers in given.items():
        values, members = [value for value, _whose in answers], np.array([who for _v, who in answers])
        told = tell_answers(Answered(values, members, len(subjects), draw), PARTS, told_before=None)
        if told is not None:
            _store(judgement, keep_apart(told))


def keep_apart(told: ToldAnswers) -> ToldAnswers:
    """Return the same without how many say that all is reached, where only few people answered.

    Three numbers about ten people would let nine who know each other learn too much of the tenth.
    """
    if told.people >= FEWEST_FOR_THREE_PARTS:
        return told
    return ToldAnswers(told.people, {name: told.numbers[name] for name in (SOME, Said.NOT_YET.value)})


def read_subjects(one: Round) -> Blocks:
    """Return the random keys (M, 16) of all memberships of a round's workshop, of who has left too."""
    keys = Membership.objects.filter(workshop=one.workshop_id).order_by("pk").values_list("pk", flat=True)
    return as_blocks([key.bytes for key in keys])


def find_status(told: ToldAnswers) -> str:
    """Return what the front line says of a pledge, as far as that is certain of all who answered."""
    some, no = told.numbers[SOME], told.numbers[Said.NOT_YET]
    if is_surely_more(no, some):
        return Judged.NOT_YET
    if is_surely_most(told.numbers.get(Said.REACHED, 0), told.people):
        return Judged.REACHED
    return Judged.CHANGED if is_surely_more(some, no) else Judged.UNCLEAR


def read_told(judgement: Judgement) -> ToldAnswers | None:
    """Return what is told of a pledge, None where too few people answered."""
    return None if judgement.people is None else ToldAnswers(judgement.people, dict(judgement.told))


def list_ended(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Return those of rounds that are over, the newest first; the rounds must have been read with them."""
    over = [one for one in judgements if one.round.ended_on is not None]
    return sorted(over, key=lambda one: one.round.number, reverse=True)


def find_change(ended: Sequence[Judgement]) -> int | None:
    """Return 1 where more people see a change than a round before, -1 for fewer, 0 where it may be chance.

    `ended`: the newest first. None where there are no two rounds that told something of the same words.
    """
    told = [(one.sentence, numbers) for one in ended[:2] if (numbers := read_told(one))]
    if len(told) < 2 or told[0][0] != told[1][0]:
        return None
    return tell_change(told[1][1], told[0][1], SOME)


def _store(judgement: UUID, told: ToldAnswers) -> None:
    Judgement.objects.filter(pk=judgement).update(people=told.people, told=told.numbers)
    pledges = Pledge.objects.filter(judgements=judgement)
    pledges.update(judged=find_status(told), judged_on=timezone.localdate())
