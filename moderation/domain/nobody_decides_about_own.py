"""Who may decide about an idea or comment: the staff of its own workshop, and nobody about their own."""

from collections.abc import Sequence
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from anonymity.tags import Purpose, as_blocks
from ideas.domain.authors import wrote_item
from ideas.models import Comment, Idea
from workshops.domain.keys import open_tagger
from workshops.models import Membership, Workshop
from workshops.rules import STAFF_ROLES

OWN_IDEA = _(
    "Nobody decides about their own idea. Somebody else of the design group has to look at this one."
)
OWN_COMMENT = _(
    "Nobody decides about their own comment. Somebody else of the design group has to look at this one."
)
NOT_YOURS = _("Only the design group and the organisers of this workshop decide about what is in it.")

Item = Idea | Comment
"""What the design group decides about."""
Tagged = tuple[UUID, UUID, bytes]
"""The key of an item, that of the idea in whose thread it stands, and its author's tag."""


def require_right(actor: Membership | None, item: Item) -> None:
    """Raise PermissionDenied where the actor may not decide about this item; asks for the membership anew.

    Raises KeyAway where the key is not to be had.
    """
    fresh = Membership.objects.filter(pk=actor.pk).first() if actor else None
    require_right_of(fresh, item)


def require_right_of(place: Membership | None, item: Item) -> None:
    """Raise PermissionDenied where this membership, as read just now, may not decide about this item."""
    if place is None or place.role not in STAFF_ROLES or place.workshop_id != item.thread.workshop_id:
        raise PermissionDenied(NOT_YOURS)
    if wrote_item(actor=place, item=item):
        raise PermissionDenied(OWN_IDEA if isinstance(item, Idea) else OWN_COMMENT)


def find_own_items(actor: Membership, workshop: Workshop, items: Sequence[Tagged]) -> set[UUID]:
    """Return which of these items the actor wrote, whether or not a PIN shuts their past: as `require_right`.

    Raises KeyAway where the key is not to be had.
    """
    if not items or actor.text_subject is None:
        return set()
    threads = as_blocks([thread.bytes for _key, thread, _tag in items])
    tags = open_tagger(workshop, Purpose.THREAD).of_items(threads, bytes(actor.text_subject))
    return {key for (key, _thread, tag), own in zip(items, tags, strict=True) if bytes(tag) == own.tobytes()}
