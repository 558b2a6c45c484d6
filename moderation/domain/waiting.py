"""What waits for the design group of a workshop, and since when; and the one thing to do next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from moderation.domain.urgency import Urgency
from moderation.domain.waiting_counts import ASKED, count_by_urgency
from moderation.models import Claim
from workshops.models import Membership, Workshop
from workshops.phases import NOT_YET_OPEN, Deed
from workshops.rules import Role


@dataclass(frozen=True)
class Waiting:
    """How many texts wait, by what is most urgent about them, and the day since which the oldest does.

    asked: how many wait for their authors' answers; they are not among the others.
    """

    dangers: int = 0
    held: int = 0
    reported: int = 0
    others: int = 0
    since: date | None = None
    held_by_reports: int = 0
    said_too_much: int = 0
    second_looks: int = 0
    asked: int = 0

    @property
    def is_anything(self) -> bool:
        """Whether anything waits, for the group or for an author."""
        return bool(self.total or self.asked)

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(getattr(self, name) for name in BY_URGENCY.values())

    def __add__(self, other: Waiting) -> Waiting:
        days = [day for day in (self.since, other.since) if day]
        counted = [*BY_URGENCY.values(), "asked"]
        numbers = {name: getattr(self, name) + getattr(other, name) for name in counted}
        return Waiting(since=min(days, default=None), **numbers)


# Which number of `Waiting` counts an urgency of `order_by_urgency`.
BY_URGENCY = {
    Urgency.DANGER: "dangers",
    Urgency.SAID_TOO_MUCH: "said_too_much",
    Urgency.HELD_BY_REPORTS: "held_by_reports",
    Urgency.SECOND_LOOK: "second_looks",
    Urgency.HELD: "held",
    Urgency.REPORTED: "reported",
    Urgency.OTHER: "others",
}


class Next(StrEnum):
    """The one thing to do next."""

    DANGERS = "dangers"
    REVIEW = "review"
    SET_UP = "set_up"
    NOTHING = "nothing"


def count_waiting(workshops: Iterable[UUID]) -> dict[UUID, Waiting]:
    """Return what waits in each of these workshops, given by their keys; one query for all of them."""
    wanted = list(workshops)
    found = {place: Waiting() for place in wanted}
    for place, step, number, since in count_by_urgency(wanted):
        name = "asked" if step == ASKED else BY_URGENCY[Urgency[step]]
        found[place] = found[place] + Waiting(**{name: number}, since=since)
    return found


def count_claims(actor: Membership) -> int:
    """Return how many people other than the actor have a text of this workshop before them now."""
    return Claim.objects.living().filter(workshop=actor.workshop_id).exclude(claimed_by=actor).count()


def find_next(workshop: Workshop, waiting: Waiting, role: Role | None) -> Next:
    """Return the one thing to do next for somebody of this role, None for a site administrator."""
    if role and (to_read := _find_next_to_read(workshop, waiting)):
        return to_read
    if role != Role.DESIGN_GROUP and workshop.phase in NOT_YET_OPEN:
        return Next.SET_UP
    return Next.NOTHING


def _find_next_to_read(workshop: Workshop, waiting: Waiting) -> Next | None:
    """Return which texts the staff reads next, None where there are none or it is not their time."""
    if waiting.total and workshop.allows(Deed.MODERATE):
        return Next.DANGERS if waiting.dangers else Next.REVIEW
    if waiting.said_too_much and workshop.allows(Deed.COVER_AS_ASKED):
        return Next.REVIEW
    return None
