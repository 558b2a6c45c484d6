"""The demo's other voices: a focus group, a review of literature, and paper forms that two people type."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from demo.content import FOLDER
from moderation.models import Keying, OtherVoice, PaperForm, Passage
from workshops.models import Membership, Workshop

VOICES = "other_voices.toml"
FACTS = ("title", "source", "stream", "people", "place", "notes_by", "reference")
# The group met, and the forms came in, so many days before loading.
DAYS_AGO = 20


def add_other_voices(workshop: Workshop, staff: Sequence[Membership]) -> list[Passage]:
    """Store the voices with their passages, and what two of the staff have typed; return the passages."""
    told: list[dict[str, Any]] = tomllib.loads((FOLDER / VOICES).read_text(encoding="utf-8"))["voice"]
    return [passage for one in told for passage in _add_voice(workshop, one, staff)]


def _add_voice(workshop: Workshop, told: dict[str, Any], staff: Sequence[Membership]) -> Iterator[Passage]:
    facts = {name: told[name] for name in FACTS if name in told}
    if told["source"] != OtherVoice.Source.LITERATURE:
        facts["held_on"] = timezone.localdate() - timedelta(days=DAYS_AGO)
    voice = OtherVoice.objects.create(workshop=workshop, **facts)
    rows = (Passage(voice=voice, number=number, body=body) for number, body in enumerate(told["passages"], 1))
    passages = Passage.objects.bulk_create(rows)
    if told["source"] == OtherVoice.Source.PAPER_FORMS:
        _add_forms(voice, told, passages, staff)
    yield from passages


def _add_forms(
    voice: OtherVoice, told: dict[str, Any], passages: Sequence[Passage], staff: Sequence[Membership]
) -> None:
    """Store the forms that are passages already, and those that one person or two have typed."""
    for number, passage in enumerate(passages, 1):
        PaperForm.objects.create(voice=voice, number=number, passage=passage, settled_by=staff[0])
    for one in told["form"]:
        form = PaperForm.objects.create(voice=voice, number=one["number"])
        Keying.objects.bulk_create(
            Keying(form=form, keyed_by=person, reader=reader, body=body)
            for reader, (person, body) in enumerate(zip(staff, one["typed"], strict=False), 1)
        )
