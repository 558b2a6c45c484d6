"""Other voices, as briefly as tests need them."""

from __future__ import annotations

from typing import Any

from moderation.models import Keying, OtherVoice, PaperForm, Passage
from tests.moderation.coding_people import draw_key
from workshops.models import Workshop

WORDS = "We ring five places before somebody answers. Nobody rings back."


def make_voice(workshop: Workshop, **fields: Any) -> OtherVoice:
    """Return a new other voice of carers, from a focus group."""
    said = {
        "source": OtherVoice.Source.FOCUS_GROUP,
        "stream": OtherVoice.Stream.SERVICE_USERS,
        "title": f"Carers, group {OtherVoice.objects.count() + 1}",
    }
    return OtherVoice.objects.create(workshop=workshop, **said | fields)


def make_passage(voice: OtherVoice, body: str = WORDS, *, blind: bool = False, **fields: Any) -> Passage:
    """Return a new passage that one person codes; two where it is `blind`."""
    said = {"id": draw_key(voice.workshop, blind=blind), "number": voice.passages.count() + 1}
    return Passage.objects.create(voice=voice, body=body, **said | fields)


def make_pile(workshop: Workshop, **fields: Any) -> OtherVoice:
    """Return a new pile of paper forms of which none is typed."""
    return make_voice(workshop, source=OtherVoice.Source.PAPER_FORMS, **fields)


def type_form(pile: OtherVoice, number: int, *bodies: str) -> PaperForm:
    """Return a form of the pile that one person or two have typed, who are gone since."""
    form = PaperForm.objects.create(voice=pile, number=number)
    for reader, body in enumerate(bodies, 1):
        Keying.objects.create(form=form, reader=reader, body=body)
    return form
