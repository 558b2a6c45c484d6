"""Muting the author of an item without learning who it is.

Stored is the item. When somebody writes, this member's tag is worked out for each muted item and compared
with the tag it carries: only who writes can be recognised, and only as "the author of that".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ideas.domain.authors import find_own_items
from ideas.models import Comment, Idea, Mute
from ideas_platform.lib.refusals import Refusal
from workshops.models import Membership, Workshop


class Muted(Refusal):
    """The design group has asked the author of something that the actor wrote to write no more (403)."""

    status = 403
    message = _(
        "The design group has asked whoever wrote one of your texts to write no more here. "
        "They do not know that it is you: the site knows your own text when you write, and tells nobody. "
        "You can read and vote as before. "
        "If you think this is wrong, use the contact on the workshop’s page."
    )


def require_unmuted(*, actor: Membership, workshop: Workshop) -> None:
    """Raise Muted where the actor wrote an item whose author is muted; KeyAway without the key.

    One query where nobody is muted, two otherwise.
    """
    muted = [(thread, thread, tag) for thread, tag in Mute.objects.read(workshop.pk)]
    if find_own_items(actor, workshop, muted):
        raise Muted


def mute_author(item: Idea | Comment) -> None:
    """Let the author of this item write no more; doing it twice changes nothing."""
    Mute.objects.get_or_create(**_name(item))


def unmute_author(item: Idea | Comment) -> None:
    """Let the author of this item write again, unless another item of theirs is muted too."""
    Mute.objects.filter(**_name(item)).delete()


def is_author_muted(item: Idea | Comment) -> bool:
    """Return whether the author of this very item is muted."""
    return Mute.objects.filter(**_name(item)).exists()


def list_muted(keys: Sequence[UUID]) -> set[UUID]:
    """Return which of these ideas and comments have a muted author; one query."""
    mutes = Mute.objects.filter(Q(idea__in=keys) | Q(comment__in=keys))
    return set(mutes.annotate(item=Coalesce("comment", "idea")).values_list("item", flat=True))


def _name(item: Idea | Comment) -> dict[str, Any]:
    return {"idea" if isinstance(item, Idea) else "comment": item}
