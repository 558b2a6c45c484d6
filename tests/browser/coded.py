"""What the design group coded, or will: a codebook, texts of both kinds, and one that is not coded yet."""

from __future__ import annotations

from collections.abc import Sequence

from ideas.models import Idea
from moderation.domain.code_changes import CodeText, add_code, change_code, merge_codes
from moderation.domain.notes import About, NoteText, write_note
from moderation.models import (
    Calibration,
    CalibrationBin,
    Code,
    Coding,
    Note,
    ReadingPlace,
    ShownCode,
    SuggestedCodes,
)
from tests.cast import Person
from tests.moderation.coding_people import code_as, make_text, meet
from workshops.models import Workshop

WORDS = "Families ring five places today. Nobody knows who is in charge of the whole visit."
BOOK = {
    "Reaching somebody": ("One number to ring", "Answers at night", "Who is in charge"),
    "Time": ("Travel time", "Time with the patient"),
}


def make_notes(moderator: Person, organiser: Person, text: Idea, code: Code) -> Note:
    """Let both write about a text, a code and the workshop; return a note of the moderator's."""
    first = NoteText("Does this belong to “Answers at night”?", {organiser.membership.pk})
    note = write_note(actor=meet(moderator), about=text, new=first)
    answer = NoteText("Yes: they ring at night.\nThe day is another code.", {moderator.membership.pk})
    write_note(actor=meet(organiser), about=text, new=answer)
    places: list[tuple[About, str]] = [(code, "Only hours on the road."), (None, "We meet on Friday at ten.")]
    for about, words in places:
        write_note(actor=meet(organiser), about=about, new=NoteText(words))
    return note


def make_coded(workshop: Workshop, moderator: Person, organiser: Person) -> dict[str, str]:
    """Make a codebook, codings of both people and a text that waits; return what is where."""
    codes: dict[str, Code] = {}
    for family, names in BOOK.items():
        head = add_code(actor=meet(organiser), text=CodeText(family))
        for name in names:
            said = CodeText(name, f"What is said about {name.lower()}.", "We wait for it.", head.pk)
            codes[name] = add_code(actor=meet(organiser), text=said)
    changed = codes["Travel time"]
    said = CodeText("Travel time", "Hours on the road between two visits.", "", changed.parent_id)
    change_code(actor=meet(moderator), code=changed, text=said, version=1)
    roads = add_code(actor=meet(moderator), text=CodeText("Roads"))
    merge_codes(actor=meet(moderator), code=roads, into=changed, version=1)
    plain = make_text(workshop, title="Nobody to ring at night", body=WORDS)
    code_as(moderator, plain, [codes["Answers at night"], codes["Who is in charge"]], [WORDS[:32]])
    shared = make_text(workshop, title="Two of us read this one", body=WORDS, blind=True)
    code_as(moderator, shared, [codes["One number to ring"]])
    code_as(organiser, shared, [codes["Who is in charge"]])
    suggested = make_text(workshop, title="It has suggested codes", body=WORDS)
    suggest(suggested, [codes["Answers at night"], codes["Travel time"]], plain)
    place_side_by_side(workshop, [plain, suggested, shared])
    waits = make_text(workshop, title="It waits to be coded", body=WORDS)
    note = make_notes(moderator, organiser, plain, changed)
    return {
        "note": str(note.pk),
        "code": str(changed.pk),
        "coded": plain.ref,
        "coded_by_two": shared.ref,
        "to_code": waits.ref,
        "suggested": suggested.ref,
    }


def suggest(item: Idea, codes: Sequence[Code], example: Idea) -> None:
    """Store what the worker would suggest for a text, and how true its chances were."""
    workshop = item.workshop
    chances, examples = [0.62, 0.04], [example.pk, None]
    SuggestedCodes.objects.create(
        workshop=workshop, idea=item, codes=[code.pk for code in codes], chances=chances, examples=examples
    )
    Calibration.objects.create(
        workshop=workshop, by_meaning=True, coded=200, blind=60, error=0.031, digest=""
    )
    for tenth, right in ((0, 0.05), (3, 0.3), (6, 0.58), (9, 0.97)):
        chance = (tenth + 0.5) / 10
        CalibrationBin.objects.create(workshop=workshop, tenth=tenth, number=60, chance=chance, right=right)
    coding = Coding.objects.filter(idea=example).get()
    for code, chance in zip(codes, (0.62, 0.31), strict=True):
        ShownCode.objects.create(coding=coding, code=code, chance=chance)


def place_side_by_side(workshop: Workshop, ideas: Sequence[Idea]) -> None:
    """Put texts into an order of reading: two groups, of which the second is loose."""
    for place, idea in enumerate(ideas):
        group = min(place // 2, 1)
        ReadingPlace.objects.create(
            workshop=workshop, idea=idea, place=place, group_number=group, unstable=group == 1
        )
