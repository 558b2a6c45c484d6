"""What the tables of other voices and paper forms refuse, by the name of the constraint."""

from __future__ import annotations

from collections.abc import Callable

from moderation.models import Keying, OtherVoice, PaperForm
from moderation.models.other_voices import PASSAGE_LENGTH
from tests.cast import make_members
from tests.moderation.other_voices import make_passage, make_voice
from workshops.models import Workshop

Breach = Callable[[Workshop], object]


def _voices(*titles: str, **fields: object) -> Breach:
    return lambda w: [make_voice(w, title=title, **fields) for title in titles]


def _passages(*bodies: str) -> Breach:
    """Return the breach of storing these as the first passage of one voice."""

    def breach(workshop: Workshop) -> None:
        voice = make_voice(workshop)
        for body in bodies:
            make_passage(voice, body, number=1)

    return breach


def _forms(*numbers: int) -> Breach:
    def breach(workshop: Workshop) -> None:
        voice = make_voice(workshop, source=OtherVoice.Source.PAPER_FORMS)
        for number in numbers:
            PaperForm.objects.create(voice=voice, number=number)

    return breach


def _key(*readers: int, by_one: bool = False, body: str = "I agree.") -> Breach:
    """Return the breach of keying one form as these readers."""

    def breach(workshop: Workshop) -> None:
        voice = make_voice(workshop, source=OtherVoice.Source.PAPER_FORMS)
        form, people = PaperForm.objects.create(voice=voice, number=1), make_members(2, workshop)
        for reader, person in zip(readers, people, strict=False):
            keyed_by = people[0] if by_one else person
            Keying.objects.create(form=form, keyed_by=keyed_by, reader=reader, body=body)

    return breach


VOICE_BREACHES: dict[str, Breach] = {
    "other_voice_source_known": _voices("Carers", source="dream"),
    "other_voice_stream_known": _voices("Carers", stream="king"),
    "other_voice_stream_fits_source": _voices("Carers", stream="literature"),
    "other_voice_of_somebody": _voices("Carers", people=0),
    "other_voice_title_once": _voices("Carers", "CARERS"),
    "passage_number_once": _passages("One.", "Another."),
    "passage_body_length": _passages("x" * (PASSAGE_LENGTH + 1)),
    "passage_has_words": _passages(""),
    "paper_form_number_once": _forms(1, 1),
    "paper_form_is_numbered": _forms(0),
    "keying_reader_known": _key(3),
    "keying_of_a_form_by_two": _key(1, 1),
    "keying_of_a_form_once": _key(1, 2, by_one=True),
    "keying_body_length": _key(1, body="x" * (PASSAGE_LENGTH + 1)),
}
