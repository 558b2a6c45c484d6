"""Texts of two subjects, enough of them coded by two people that chances are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ideas.models import Idea
from moderation.analysis.thresholds import ENOUGH_BLIND
from moderation.domain.likeness_run import work_out_likeness
from moderation.models import ChosenCode, Code, Coding
from tests.cast import Person
from tests.moderation.coding_people import make_code, make_text, meet
from workshops.models import Workshop

SUBJECTS = ("Quiet rooms for breaks and rest", "Parking permits for night shifts")
NAMES = ("Rooms", "Parking")


@dataclass(frozen=True)
class Subjects:
    """Two codes, one for each subject, and texts that nobody has coded, of both subjects in turn."""

    codes: Sequence[Code]
    texts: Sequence[Idea]


def make_subjects(workshop: Workshop, *people: Person, coded: int = 0, texts: int = 4) -> Subjects:
    """Return codes and texts; `coded` texts of the blind share are coded by two people, as they should be."""
    codes = [make_code(people[0], name, definition=said) for name, said in zip(NAMES, SUBJECTS, strict=True)]
    for number in range(coded):
        idea = make_text(workshop, blind=True, title=f"Text {number}", body=SUBJECTS[number % 2])
        for reader, person in enumerate(people, 1):
            coding = Coding.objects.create(
                workshop=workshop, idea=idea, coder=meet(person), reader=reader, blind=True
            )
            ChosenCode.objects.create(coding=coding, code=codes[number % 2])
    made = [make_text(workshop, title=f"New {number}", body=SUBJECTS[number % 2]) for number in range(texts)]
    return Subjects(codes, made)


def make_enough(workshop: Workshop, moderator: Person, organiser: Person) -> Subjects:
    """Return the same with chances: worked out by stems."""
    subjects = make_subjects(workshop, moderator, organiser, coded=ENOUGH_BLIND)
    work_out_likeness(workshop, by_meaning=False)
    return subjects
