"""Notes within the design group: who writes, who is meant, who may read.

A note about a text that two people code without looking at each other is shown to nobody but its writer until
both have coded it: neither the note, nor that there is one, nor that somebody is mentioned in it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from ideas.domain.holding import is_held
from ideas.domain.passages import cover
from ideas_platform.lib.refusals import Refusal, Unprocessable
from moderation.domain.blind_share import is_blind
from moderation.domain.texts import refer_to, require_right_to_code
from moderation.models import Code, Mention, Note, NoteQuerySet, Text
from moderation.models.notes import NOTE_LENGTH
from workshops.models import Membership, Workshop
from workshops.rules import STAFF_ROLES

SHOWS_SOMEBODY = _("This could show who somebody is. Say it in other words.")
NOT_YOURS = _("Only who wrote a note changes it.")


class NoteChanged(Refusal):
    """The note is not as it was seen, or it is gone (409)."""

    status = 409
    message = _("This note was changed since you opened it. Both texts are below.")


@dataclass(frozen=True)
class NoteText:
    """What a note says, and whom it is for: keys of memberships."""

    text: str
    mentioned: Collection[UUID] = ()


About = Text | Code | None
"""What a note is about: None for the whole workshop."""


def list_notes(reader: Membership, about: About) -> NoteQuerySet:
    """Return the notes about something that the reader may see, in the order of writing."""
    return Note.objects.visible_to(reader).filter(**_name(about)).with_places()


def list_all_notes(reader: Membership) -> NoteQuerySet:
    """Return all notes of the workshop that the reader may see, the last first."""
    return Note.objects.visible_to(reader).with_places().order_by("-number")


def list_mentions(reader: Membership) -> QuerySet[Mention]:
    """Return what is for the reader, unread first, then the last first, each with its note."""
    visible = Note.objects.visible_to(reader)
    mentions = Mention.objects.filter(mentioned=reader, note__in=visible)
    notes = Prefetch("note", Note.objects.with_places())
    return mentions.prefetch_related(notes).order_by("read", "-note__number")


def count_unread(reader: Membership) -> int:
    """Return how many notes for the reader they have not marked as read; one query."""
    visible = Note.objects.visible_to(reader)
    return Mention.objects.filter(mentioned=reader, read=False, note__in=visible).count()


def count_unread_by_reader(workshop: Workshop) -> dict[UUID, int]:
    """Return for each membership how many notes for it are not marked as read; one query."""
    notes = Note.objects.filter(workshop=workshop.pk).open_to_all()
    unread = Mention.objects.filter(read=False, note__in=notes).order_by()
    return dict(unread.values_list("mentioned").annotate(number=Count("pk")))


def mark_read(reader: Membership, note: UUID | None, *, is_read: bool) -> None:
    """Let a note for the reader, None for all of them, be read or unread."""
    mentions = Mention.objects.filter(mentioned=reader, note__in=Note.objects.visible_to(reader))
    if note is not None:
        mentions = mentions.filter(note=note)
    mentions.update(read=is_read)


def find_note(reader: Membership, key: UUID) -> Note | None:
    """Return a note that the reader may see, None where there is none."""
    return Note.objects.visible_to(reader).with_places().filter(pk=key).first()


def write_note(*, actor: Membership, about: About, new: NoteText) -> Note:
    """Keep a note of the actor's, mark it as unread for those whom it is for, and return it.

    Raises PermissionDenied about a text of one's own, Unprocessable where the words could show somebody or
    where it is for somebody who is not of the staff, KeyAway for a text without the key.
    """
    _require_plain(new.text)
    with transaction.atomic():
        workshop = Workshop.objects.select_for_update(no_key=True).get(pk=actor.workshop_id)
        last = workshop.notes.aggregate(last=Max("number"))["last"] or 0
        note = Note(workshop=workshop, number=last + 1, text=new.text, written_by=actor, **_name(about))
        if not isinstance(about, Code | None):
            require_right_to_code(actor, about)
            note.blind = is_blind(workshop, about.pk)
        note.save(force_insert=True)
        _mention(actor, note, new.mentioned)
        return note


def change_note(*, actor: Membership, note: Note, new: NoteText, version: int) -> Note:
    """Let a note of the actor's say something else, and return it; it is unread for new readers.

    Raises NoteChanged where it is not in the version that was seen, and as `write_note`.
    """
    _require_plain(new.text)
    with transaction.atomic():
        fresh = _take_up(actor, note, version)
        fresh.text, fresh.version = new.text, version + 1
        fresh.save(update_fields=["text", "version"])
        _mention(actor, fresh, new.mentioned)
        return fresh


def delete_note(*, actor: Membership, note: Note, version: int) -> None:
    """Delete a note of the actor's; raises NoteChanged where it is not in the version that was seen."""
    with transaction.atomic():
        _take_up(actor, note, version).delete()


def cover_in_notes(text: Text, passages: Collection[str]) -> None:
    """Overwrite these passages in what the group wrote about a text."""
    for note in Note.objects.filter(**_name(text)):
        note.text = cover(note.text, list(passages))[:NOTE_LENGTH]
        note.save(update_fields=["text"])


def forget_notes(text: Text) -> None:
    """Delete what the group wrote about a text."""
    Note.objects.filter(**_name(text)).delete()


def _name(about: About) -> dict[str, Any]:
    """Return the fields that say what a note is about."""
    fields: dict[str, Any] = {"idea": None, "comment": None, "passage": None, "code": None}
    if about is None:
        return fields
    return fields | ({"code": about} if isinstance(about, Code) else refer_to(about))


def _require_plain(text: str) -> None:
    if shows_somebody(text):
        raise Unprocessable(SHOWS_SOMEBODY)


def _take_up(actor: Membership, note: Note, version: int) -> Note:
    fresh = Note.objects.select_for_update(of=("self",)).filter(pk=note.pk, written_by=actor).first()
    if fresh is None or fresh.version != version:
        raise NoteChanged
    return fresh


def _mention(actor: Membership, note: Note, mentioned: Collection[UUID]) -> None:
    """Let the note be for these of the staff and nobody else; who was mentioned before keeps their mark."""
    staff = Membership.objects.filter(workshop=actor.workshop_id, role__in=STAFF_ROLES, user__isnull=False)
    known = set(staff.exclude(pk=actor.pk).filter(pk__in=mentioned).values_list("pk", flat=True))
    if known != set(mentioned):
        raise Unprocessable
    note.mentions.exclude(mentioned__in=known).delete()
    rows = [Mention(note=note, mentioned_id=key) for key in known]
    Mention.objects.bulk_create(rows, ignore_conflicts=True)


def shows_somebody(text: str) -> bool:
    """Return whether a note could show who somebody is."""
    return is_held(text)
