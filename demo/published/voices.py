"""The other voices of the published demo: focus groups, an event of staff, a review of literature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from django.utils import timezone

from demo.content import join_lines
from moderation.domain.other_voices import VoiceFacts, add_passages, add_voice
from moderation.models import Passage
from workshops.models import Membership

Coded = tuple[Passage, tuple[str, ...]]
"""A passage, with the names of its codes."""


def add_voices(actor: Membership, content: Mapping[str, Any]) -> dict[str, Coded]:
    """Store what `voices.toml` has, and return its passages by their keys."""
    return {key: coded for row in content["voice"] for key, coded in _add_voice(actor, row)}


def _add_voice(actor: Membership, row: Mapping[str, Any]) -> Iterator[tuple[str, Coded]]:
    voice = add_voice(actor=actor, facts=_read_facts(row))
    wanted = row["passage"]
    made = add_passages(actor=actor, voice=voice, bodies=[join_lines(one["text"]) for one in wanted])
    for one, passage in zip(wanted, made, strict=True):
        yield one["key"], (passage, tuple(one["codes"]))


def _read_facts(row: Mapping[str, Any]) -> VoiceFacts:
    return VoiceFacts(
        source=row["source"],
        stream=row["stream"],
        title=row["title"],
        people=row.get("people"),
        held_on=timezone.localdate() - timedelta(days=row["days"]),
        place=row.get("place", ""),
        notes_by=row.get("notes_by", ""),
        reference=row.get("reference", ""),
    )
