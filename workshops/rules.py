"""What each role may do in a workshop: the table that pages, admin and domain all use."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import rules

if TYPE_CHECKING:
    from workshops.models import Membership


class Role(StrEnum):
    """What somebody is in a workshop. Who has left keeps the row, so that coming back is the same voice."""

    PARTICIPANT = "participant"
    DESIGN_GROUP = "design_group"
    ORGANISER = "organiser"
    LEFT = "left"


STAFF_ROLES = frozenset({Role.DESIGN_GROUP, Role.ORGANISER})


@rules.predicate
def is_member(actor: Membership | None, _subject: Any) -> bool:
    """Whether the actor is in the workshop and has not left."""
    return actor is not None and actor.is_present


@rules.predicate
def is_staff(actor: Membership | None, _subject: Any) -> bool:
    """Whether the actor belongs to the workshop's design group or organisers."""
    return actor is not None and actor.is_staff_member


@rules.predicate
def is_organiser(actor: Membership | None, _subject: Any) -> bool:
    """Whether the actor organises the workshop."""
    return actor is not None and actor.is_organiser


PERMISSIONS = {
    "workshops.read_ideas": is_member,
    "workshops.submit_idea": is_member,
    "workshops.change_own": is_member,
    "workshops.comment": is_member,
    "workshops.report": is_member,
    "workshops.see_own": is_member,
    "workshops.accept_role": is_member,
    "workshops.read_poll": is_member,
    "workshops.answer_poll": is_member,
}
for _name, _predicate in PERMISSIONS.items():
    rules.add_perm(_name, _predicate)
