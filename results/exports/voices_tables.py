"""The tables of other voices: where each comes from, and its passages. They stand beside ideas and votes."""

from __future__ import annotations

from anonymity.thresholds import FEWEST_PEOPLE_OF_A_VOICE
from moderation.domain.texts import list_passages_of
from moderation.models import OtherVoice
from results.exports.tables import Cell, Table
from workshops.models import Workshop

VOICES = ("title", "source", "stream", "people", "held_on", "place", "notes_by", "reference", "passages")
PASSAGES = ("ref", "voice", "number", "body")


def make_voices_tables(workshop: Workshop) -> list[Table]:
    """Return both tables; one query."""
    rows = list_passages_of(workshop).order_by("voice__title", "number")
    passages = list(rows)
    numbers: dict[OtherVoice, int] = {}
    for passage in passages:
        numbers[passage.voice] = numbers.get(passage.voice, 0) + 1
    told: list[tuple[Cell, ...]] = [(*_tell(voice), number) for voice, number in numbers.items()]
    bodies: list[tuple[Cell, ...]] = [(one.ref, one.voice.title, one.number, one.body) for one in passages]
    return [Table("other_voices", VOICES, told), Table("passages", PASSAGES, bodies)]


def _tell(voice: OtherVoice) -> tuple[Cell, ...]:
    """Return where a voice comes from, and nothing that could show who of a few people spoke."""
    is_literature = voice.source == OtherVoice.Source.LITERATURE
    is_enough = is_literature or (voice.people or 0) >= FEWEST_PEOPLE_OF_A_VOICE
    details = (voice.people, voice.held_on, voice.place or None, voice.notes_by or None)
    told = details if is_enough else (None,) * len(details)
    return voice.title, voice.source, voice.stream, *told, voice.reference or None
