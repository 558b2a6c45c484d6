"""Texts of two subjects, of which enough can be coded by two, and what a run of the worker leaves of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ideas.models import Comment, Idea
from moderation.analysis.thresholds import ENOUGH_BLIND
from moderation.domain.likeness_run import work_out_likeness
from moderation.domain.text_vectors import embed_all
from moderation.models import ChosenCode, Code, Coding, ReadingPlace, SuggestedCodes, TextVector
from tests.cast import Person
from tests.moderation.coding_people import make_code, make_text, meet
from workshops.models import Workshop

SUBJECTS = ("Quiet rooms for breaks and rest", "Parking permits for night shifts")
NAMES = ("Rooms", "Parking")
KINDS = (TextVector, SuggestedCodes, ReadingPlace)


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


def plant(workshop: Workshop, item: Idea | Comment) -> None:
    """Store a row of each kind about an item, as a run does."""
    about = {"idea": item} if isinstance(item, Idea) else {"comment": item}
    TextVector.objects.create(workshop=workshop, fingerprint=b"1" * 16, vector=b"", **about)
    SuggestedCodes.objects.create(workshop=workshop, codes=[], chances=[], examples=[], **about)
    ReadingPlace.objects.create(workshop=workshop, place=0, group_number=0, unstable=False, **about)


def work_out_by_meaning(workshop: Workshop) -> None:
    """Do what the two commands do, one after the other."""
    embed_all(workshop)
    work_out_likeness(workshop, by_meaning=True)


def count_rows() -> list[int]:
    """Return how many rows of each kind there are."""
    return [kind.objects.count() for kind in KINDS]
