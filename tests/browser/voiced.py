"""Other voices for the browser: a focus group, literature, and a pile of paper forms."""

from __future__ import annotations

from datetime import date

from tests.cast import Person
from tests.moderation.coding_people import code_as
from tests.moderation.other_voices import make_passage, make_pile, make_voice, type_form
from workshops.models import Workshop

SAID = {"people": 12, "held_on": date(2026, 10, 3), "place": "East Ham library", "notes_by": "a researcher"}
FORM = "We ring {} places and nobody rings back. At night there is {} number at all."


def make_voices(workshop: Workshop, moderator: Person) -> dict[str, str]:
    """Make voices with passages, one of them coded; return what is where."""
    voice = make_voice(workshop, title="Carers in Newham, first group", **SAID)
    passage = make_passage(voice, "We ring five places before somebody answers, and nobody rings back.")
    make_passage(voice, "At night there is no number at all.\nWe sit and wait for the morning.")
    code_as(moderator, passage)
    reference = "Doe J (2021). Waiting at home: a review. Journal of Care 4, 12–31."
    make_voice(
        workshop, title="Review of waiting", source="literature", stream="literature", reference=reference
    )
    pile = make_pile(workshop, title="Forms from the fair", people=40)
    type_form(pile, 1, FORM.format("four", "no"))
    type_form(pile, 2, FORM.format("fife", "no"), FORM.format("five", "not one"))
    return {"voice": str(voice.pk), "passage": passage.ref, "pile": str(pile.pk)}
