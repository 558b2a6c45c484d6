"""The design group adds a note of its own to an idea. The words of the author stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea
from ideas_platform.lib.refusals import Unprocessable
from ideas_platform.lib.versioned_cache import VersionedCache
from identifiers import find_identifiers
from moderation.domain.decisions import NewDecision, State, WrongState, take_up, write_down
from moderation.domain.nobody_decides_about_own import Item
from moderation.domain.reason_templates import has_address
from moderation.domain.recent import keep_recent, read_state
from moderation.models import Decision, EditorsNote
from workshops.models import Membership, Workshop

NOT_SHOWN = _("A note goes with what everybody sees, and this is not shown now.")
NO_NOTE = _("There is no note to take away.")
SAME = _("The note says this already.")
IDENTIFIES = _("“%(words)s” could show who somebody is. Leave it out.")
NO_ADDRESS = _(
    "Leave out addresses of pages and of e-mail, telephone numbers and codes: "
    "the author could give themselves away by using them."
)
OF_A_NOTE = frozenset({Decision.Verdict.NOTE, Decision.Verdict.UNNOTE})
_notes: VersionedCache[str, Mapping[UUID, EditorsNote]] = VersionedCache(things=50)


def find_note(idea: Idea) -> EditorsNote | None:
    """Return the note on an idea as of when its workshop was loaded; most often no query."""
    workshop = idea.workshop
    notes = _notes.get_or_make(workshop.pk, workshop.seen_version, "notes", lambda: _read_notes(workshop.pk))
    return notes.get(idea.pk)


def read_note(idea: Idea) -> str:
    """Return the words of the note on an idea as it is now, "" for none; one query."""
    return EditorsNote.objects.filter(idea=idea).values_list("words", flat=True).first() or ""


def require_plain(words: str) -> None:
    """Raise Unprocessable where the words could show who somebody is, or lure the author to an address."""
    if has_address(words):
        raise Unprocessable(NO_ADDRESS)
    if found := find_identifiers(words):
        raise Unprocessable(IDENTIFIES % {"words": words[found[0].start : found[0].end]})


def write_note(*, actor: Membership | None, idea: Idea, words: str, seen: str | None = None) -> Decision:
    """Put the note beside the idea for everybody, in the place of one that is there; return the decision.

    The record keeps the words. For ten minutes whoever wrote it can undo that. Raises Unprocessable where
    the words could show who somebody is, WrongState where the idea is not shown or the note says so already,
    and else as `decide` does.
    """
    require_plain(words)
    return _change(actor, idea, words, seen)


def remove_note(*, actor: Membership | None, idea: Idea, seen: str | None = None) -> Decision:
    """Take the note away, and return the decision; refusals as in `write_note`."""
    return _change(actor, idea, "", seen)


def put_note(actor: Membership | None, idea: Idea, words: str) -> str:
    """Let the idea have this note, none for "", and return what was there; write nothing down."""
    before = read_note(idea)
    EditorsNote.objects.filter(idea=idea).delete()
    if words:
        EditorsNote.objects.create(idea=idea, words=words, written_by=actor)
    Workshop.objects.filter(pk=idea.workshop_id).update(content_version=F("content_version") + 1)
    return before


def _change(actor: Membership | None, idea: Idea, words: str, seen: str | None) -> Decision:
    with transaction.atomic():
        taken: Item = take_up(actor, idea, seen)
        idea = taken.thread
        if words and idea.status != State.PUBLISHED:
            raise WrongState(NOT_SHOWN)
        before = put_note(actor, idea, words)
        if before == words:
            raise WrongState(SAME if words else NO_NOTE)
        verdict = Decision.Verdict.NOTE if words else Decision.Verdict.UNNOTE
        decision = write_down(actor, idea, NewDecision(verdict, Decision.Reason.FITS, words))
        keep_recent(idea, decision, {**read_state(idea), "words": before}, uuid4())
        return decision


def _read_notes(workshop_id: UUID) -> Mapping[UUID, EditorsNote]:
    return {note.idea_id: note for note in EditorsNote.objects.filter(idea__workshop=workshop_id)}
