"""What is coded: ideas, comments, and passages of other voices, each found by its reference."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from ideas.models import Contribution, Idea
from moderation.domain.decisions import lock_item
from moderation.domain.items import find_item, find_item_by_key
from moderation.domain.nobody_decides_about_own import require_right, require_right_of, require_staff_of
from moderation.models import Passage, Text
from workshops.models import Membership, Workshop


def find_text(workshop: Workshop, ref: str) -> Text | None:
    """Return the idea, comment or passage of this workshop with this reference, None where there is none."""
    return find_item(workshop, ref) or list_passages_of(workshop).filter(ref=ref).first()


def find_text_by_key(workshop: Workshop, key: UUID) -> Text | None:
    """Return the same by its primary key."""
    return find_item_by_key(workshop, key) or list_passages_of(workshop).filter(pk=key).first()


def list_passages_of(workshop: Workshop) -> QuerySet[Passage]:
    """Return the passages of a workshop's other voices, with voice and workshop."""
    return Passage.objects.filter(voice__workshop=workshop.pk).select_related("voice__workshop")


def is_shown(text: Text) -> bool:
    """Return whether it can be coded: a published idea or comment, any passage."""
    return isinstance(text, Passage) or text.status == Contribution.Status.PUBLISHED


def read_title(text: Text) -> str:
    """Return the title of an idea, "" for what has none."""
    return text.title if isinstance(text, Idea) else ""


def name_kind(text: Text) -> str:
    """Return "idea", "comment" or "passage": the column by which a coding names it."""
    return "passage" if isinstance(text, Passage) else "idea" if isinstance(text, Idea) else "comment"


def refer_to(text: Text) -> dict[str, Any]:
    """Return the column and the row by which a coding or settlement names it."""
    return {name_kind(text): text}


def require_right_to_code(actor: Membership | None, text: Text) -> None:
    """Raise PermissionDenied where the actor may not code this text; asks for the membership anew.

    Nobody codes their own idea or comment; a passage has no author here. Raises KeyAway without the key.
    """
    if not isinstance(text, Passage):
        require_right(actor, text)
        return
    require_right_to_code_as(Membership.objects.filter(pk=actor.pk).first() if actor else None, text)


def require_right_to_code_as(membership: Membership | None, text: Text) -> None:
    """Raise PermissionDenied where this membership, as read just now, may not code this text."""
    if isinstance(text, Passage):
        require_staff_of(membership, text.voice.workshop_id)
    else:
        require_right_of(membership, text)


def lock_text(text: Text) -> Text:
    """Return the text as it is now, for this transaction alone to change: the workshop first, as always.

    Raises Passage.DoesNotExist where a passage was taken away.
    """
    if not isinstance(text, Passage):
        return lock_item(text)
    workshop = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=text.voice.workshop_id)
    passages = Passage.objects.select_related("voice").select_for_update(no_key=True, of=("self",))
    locked = passages.get(pk=text.pk)
    locked.voice.workshop = workshop
    return locked
