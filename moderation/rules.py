"""What the design group may do: one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from ideas.domain.authors import wrote_item
from workshops.rules import STAFF_ROLES

if TYPE_CHECKING:
    from ideas.models import Comment, Idea
    from workshops.models import Membership


@rules.predicate
def works_on(actor: Membership | None, item: Idea | Comment) -> bool:
    """Whether the actor belongs to the design group or the organisers of the item's own workshop."""
    return actor is not None and actor.role in STAFF_ROLES and actor.workshop_id == item.thread.workshop_id


@rules.predicate
def wrote(actor: Membership | None, item: Idea | Comment) -> bool:
    """Whether the item is the actor's own; raises KeyAway where the key is not to be had."""
    return wrote_item(actor=actor, item=item)


PERMISSIONS = {
    "moderation.decide": works_on & ~wrote,
}
for _name, _predicate in PERMISSIONS.items():
    rules.add_perm(_name, _predicate)
