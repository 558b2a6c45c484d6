"""Who may decide about an idea or comment: the staff of its own workshop, and nobody about their own."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from ideas.domain.authors import wrote_item
from ideas.models import Comment, Idea
from workshops.models import Membership

OWN_IDEA = _(
    "Nobody decides about their own idea. Somebody else of the design group has to look at this one."
)
OWN_COMMENT = _(
    "Nobody decides about their own comment. Somebody else of the design group has to look at this one."
)
NOT_YOURS = _("Only the design group and the organisers of this workshop decide about what is in it.")

Item = Idea | Comment
"""What the design group decides about."""


def require_right(actor: Membership | None, item: Item) -> None:
    """Raise PermissionDenied where the actor may not decide about this item; asks for the membership anew.

    Raises KeyAway where the key is not to be had.
    """
    fresh = Membership.objects.filter(pk=actor.pk).first() if actor else None
    require_right_of(fresh, item)


def require_right_of(membership: Membership | None, item: Item) -> None:
    """Raise PermissionDenied where this membership, as read just now, may not decide about this item."""
    require_staff_of(membership, item.thread.workshop_id)
    if wrote_item(actor=membership, item=item):
        raise PermissionDenied(OWN_IDEA if isinstance(item, Idea) else OWN_COMMENT)


def require_staff_of(membership: Membership | None, workshop: UUID) -> None:
    """Raise PermissionDenied where this membership is not one of the staff of this workshop."""
    if membership is None or not membership.is_staff_member or membership.workshop_id != workshop:
        raise PermissionDenied(NOT_YOURS)
