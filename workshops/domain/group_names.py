"""The answers to "I am a …", as one list. Once the workshop is open none is taken away."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ideas_platform.lib.refusals import Unprocessable
from workshops.models import Group, Workshop
from workshops.phases import NOT_YET_OPEN

MOST_GROUPS = 30
CHOSEN = _("People have chosen this answer, so it stays as it is: %(name)s. You can add others.")


@dataclass(frozen=True)
class GroupNames:
    """What one can say that one is, in this order."""

    names: tuple[str, ...] = ()

    def read(self, workshop: Workshop) -> tuple[str, ...]:
        """Return the names that are stored now."""
        return tuple(workshop.groups.order_by("number").values_list("name", flat=True))

    def save(self, workshop: Workshop) -> None:
        """Store these names in their order. Who chose one that stays keeps it.

        Raises Unprocessable where one would go that people may have chosen.
        """
        lost = [name for name in self.read(workshop) if name not in self.names]
        if lost and workshop.phase not in NOT_YET_OPEN:
            raise Unprocessable(CHOSEN % {"name": lost[0]})
        workshop.groups.filter(name__in=lost).delete()
        known = {group.name: group for group in workshop.groups.all()}
        for number, name in enumerate(self.names, start=1):
            group = known.get(name) or Group(workshop=workshop, name=name)
            group.number = number
            group.save()
