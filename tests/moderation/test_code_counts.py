"""What PostgreSQL counts over all coded texts is what the texts say one by one."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from ideas.models import Comment, Idea
from moderation.analysis.agreement import Table, compare
from moderation.domain.agreement import Reading, read_all
from moderation.domain.code_counts import count_final, measure_agreement
from moderation.domain.codebook import Codebook, read_codebook
from moderation.models import ChosenCode, Code, Coding, Settlement
from moderation.models.codings import READERS
from tests.cast import Person, make_comment, make_idea
from tests.moderation.coding_people import code_as, make_answer, make_code, make_text
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
S = Idea.Status


def fill_by_chance(workshop: Workshop, person: Person, seed: int) -> Codebook:
    """Store codings of any kind, settled in part, with merged codes; return the codebook."""
    chance = random.Random(seed)
    codes = [make_code(person, f"Code {number}") for number in range(6)]
    Code.objects.filter(pk=codes[5].pk).update(merged_into=codes[4])
    Code.objects.filter(pk=codes[4].pk).update(merged_into=codes[0])
    for _one in range(40):
        idea = make_idea(workshop, status=chance.choice([S.PUBLISHED] * 4 + [S.HIDDEN]))
        text = {"idea": idea} if chance.random() < 0.5 else {"comment": make_comment(idea)}
        for reader in chance.choice([(1,), (2,), READERS, READERS]):
            said = {"blind": chance.random() < 0.7, "stale": chance.random() < 0.1}
            coding = Coding.objects.create(workshop=workshop, reader=reader, **text, **said)
            for code in chance.sample(codes, k=chance.randrange(4)):
                ChosenCode.objects.create(coding=coding, code=code)
        for code in chance.sample(codes, k=2) if chance.random() < 0.3 else ():
            applies = chance.random() < 0.5
            Settlement.objects.create(workshop=workshop, code=code, applies=applies, **text)
    return read_codebook(workshop)


def compare_one_by_one(codebook: Codebook, readings: list[Reading]) -> dict[int, Table]:
    """Return the tables of agreement from what each text says, by the place of the code."""
    pairs = [reading for reading in readings if reading.blind and reading.by_two]
    places = {key: place for place, key in enumerate(codebook.choosable)}
    first, second = (
        {
            number: {places[code] for code in pair.chosen[reader] if code in places}
            for number, pair in enumerate(pairs)
        }
        for reader in READERS
    )
    return compare(first, second, set(places.values()))


@pytest.mark.parametrize("seed", range(3))
def test_all_numbers_are_those_of_the_texts(workshop: Workshop, moderator: Person, seed: int) -> None:
    codebook = fill_by_chance(workshop, moderator, seed)
    readings = read_all(workshop, codebook)
    found = measure_agreement(workshop, codebook, most=3)
    tables = [table for _code, table in found.tables]
    assert tables == list(compare_one_by_one(codebook, readings).values())
    open_ones = {reading.item for reading in readings if reading.still_open}
    assert (found.number, len(found.still_open)) == (len(open_ones), min(3, found.number))
    assert set(found.still_open) <= open_ones
    finished = [reading for reading in readings if reading.by_two or not reading.blind]
    times = Counter(code for reading in finished for code in reading.final)
    read, counted = count_final(workshop, codebook)
    assert (read, sorted(counted)) == (len(finished), sorted(times.values()))


def list_readable() -> list[bool]:
    return list(Coding.objects.values_list("readable", flat=True))


def change(*steps: tuple[Idea | Comment, str]) -> Iterator[bool]:
    """Give the texts other states one after another, and yield after each whether all codings can be read."""
    for text, status in steps:
        type(text)._default_manager.filter(pk=text.pk).update(status=status)
        readable = set(list_readable())
        assert len(readable) == 1
        yield readable.pop()


def test_a_coding_knows_whether_its_text_can_be_read(workshop: Workshop, moderator: Person) -> None:
    idea = make_text(workshop)
    answer = make_answer(idea)
    code_as(moderator, answer)
    steps: list[tuple[Idea | Comment, str]] = [
        (idea, S.HIDDEN),
        (answer, S.HIDDEN),
        (idea, S.PUBLISHED),
        (answer, S.PUBLISHED),
        (answer, S.IN_REVIEW),
        (answer, S.PUBLISHED),
    ]
    assert list(change(*steps)) == [False, False, False, True, False, True]
    assert Coding.objects.get().item == answer.pk
    # Whatever a program says of it.
    Coding.objects.update(readable=False)
    assert list_readable() == [True]
