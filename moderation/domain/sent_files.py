"""Other voices from a file: looked through before they are stored, then all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.rate_limits import RateLimit
from ideas_platform.lib.refusals import Refusal, Unprocessable
from moderation.domain.other_voices import (
    MOST_PASSAGES,
    MOST_VOICES,
    TOO_MANY_PASSAGES,
    TOO_MANY_VOICES,
    VoiceFacts,
    count_passages,
    lock_workshop,
)
from moderation.models import OtherVoice, Passage, SentFile
from workshops.models import Membership

FILES = RateLimit("voice_files", 30, 3600, _("You can send thirty files an hour. Wait a while, then go on."))
KEPT = timedelta(hours=1)
# What a file has in it, by the name under which its rows are kept.
VOICES, IDEAS = "voices", "ideas"
AT_ONCE = 1_000
TAKEN_SINCE = _("Somebody has stored “%(title)s” since. Take it out of the file, and send it again.")


class FileGone(Refusal):
    """It is stored already, another file was sent since, or an hour has passed (409)."""

    status = 409
    message = _("This file is not here any more: it is stored, or you sent another one. Nothing has changed.")


@dataclass(frozen=True)
class NewVoice:
    """A voice as a file has it, with its passages."""

    facts: VoiceFacts
    passages: list[str] = field(default_factory=list)


def keep_file(actor: Membership, rows: dict[str, Any]) -> SentFile:
    """Keep what was read out of a file for an hour, in the place of the actor's last one, and return it."""
    said = {"workshop_id": actor.workshop_id, "key": uuid4(), "rows": rows, "until": Now() + KEPT}
    file, _is_new = SentFile.objects.update_or_create(sent_by=actor, defaults=said)
    return file


def find_file(actor: Membership, kind: str = VOICES) -> SentFile | None:
    """Return what the actor looks through, None where there is nothing of this kind."""
    return SentFile.objects.filter(sent_by=actor, until__gt=Now(), rows__has_key=kind).first()


def take_file(actor: Membership, key: UUID, kind: str) -> SentFile:
    """Return the file that was looked through, locked; raises FileGone where it is another one."""
    kept = SentFile.objects.select_for_update().filter(sent_by=actor, until__gt=Now(), rows__has_key=kind)
    file = kept.filter(key=key).first()
    if file is None:
        raise FileGone
    return file


def write_rows(voices: Sequence[NewVoice]) -> list[dict[str, Any]]:
    """Return the voices as they are kept."""
    return [{"facts": _write_facts(voice.facts), "passages": voice.passages} for voice in voices]


def store_file(*, actor: Membership, key: UUID) -> tuple[int, int]:
    """Store the voices of the file that was looked through; return how many voices and passages.

    Raises FileGone where it is another file, Unprocessable where it does not fit any more.
    """
    with transaction.atomic():
        workshop = lock_workshop(actor)
        file = take_file(actor, key, VOICES)
        voices = [NewVoice(read_facts(row["facts"]), row["passages"]) for row in file.rows[VOICES]]
        _require_room(actor, voices)
        made = [OtherVoice(workshop=workshop, **asdict(voice.facts)) for voice in voices]
        OtherVoice.objects.bulk_create(made)
        passages = [
            Passage(voice=row, number=number, body=body)
            for row, voice in zip(made, voices, strict=True)
            for number, body in enumerate(voice.passages, 1)
        ]
        Passage.objects.bulk_create(passages, batch_size=AT_ONCE)
        file.delete()
        return len(made), len(passages)


def list_titles(actor: Membership) -> set[str]:
    """Return the titles that are taken, folded; one query."""
    titles = OtherVoice.objects.filter(workshop=actor.workshop_id).values_list("title", flat=True)
    return {title.casefold() for title in titles}


def forget_ended_files() -> None:
    """Delete what nobody stored within the hour."""
    SentFile.objects.filter(until__lte=Now()).delete()


def _require_room(actor: Membership, voices: Sequence[NewVoice]) -> None:
    taken = list_titles(actor)
    if again := next((one.facts.title for one in voices if one.facts.title.casefold() in taken), None):
        raise Unprocessable(str(TAKEN_SINCE) % {"title": again})
    if len(taken) + len(voices) > MOST_VOICES:
        raise Unprocessable(TOO_MANY_VOICES)
    number = sum(len(voice.passages) for voice in voices)
    if count_passages(actor.workshop) + number > MOST_PASSAGES:
        raise Unprocessable(TOO_MANY_PASSAGES)


def _write_facts(facts: VoiceFacts) -> dict[str, Any]:
    return asdict(facts) | {"held_on": facts.held_on.isoformat() if facts.held_on else None}


def read_facts(kept: dict[str, Any]) -> VoiceFacts:
    """Return where a voice comes from, of what is kept of a file."""
    held_on = kept["held_on"]
    return VoiceFacts(**{**kept, "held_on": date.fromisoformat(held_on) if held_on else None})
