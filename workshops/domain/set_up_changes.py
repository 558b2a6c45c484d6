"""Changes to the set-up of a workshop: one at a time, and none that takes away what it was announced with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy

from ideas_platform.lib.refusals import SavedSince, Unprocessable, WrongPhase
from workshops.domain.fixed_fields import list_fixed
from workshops.domain.notices import make_seal
from workshops.domain.openings import list_needed, look_again
from workshops.models import Workshop
from workshops.phases import NOT_YET_OPEN, Phase

ANNOUNCED_ALREADY = gettext_lazy("It is announced already, so this cannot be taken away: %(missing)s.")
STAYS = gettext_lazy("This stays as it is since the workshop opened.")


@contextmanager
def changing_set_up(workshop: Workshop) -> Iterator[Workshop]:
    """Lock the workshop and yield it as it is stored; the block changes it or its parts.

    Raises Unprocessable, and nothing is changed, where an announced or open workshop would lose what it
    may not open without. Of one that is not open it notes whether its dates may open it.
    """
    with transaction.atomic():
        locked = (
            Workshop.objects.with_phase().select_for_update(no_key=True, of=("self",)).get(pk=workshop.pk)
        )
        before = {item.name for item in list_needed(locked)}
        yield locked
        changed = Workshop.objects.with_phase().get(pk=workshop.pk)
        lost = [str(item.label) for item in list_needed(changed) if item.name not in before]
        if lost and locked.phase in {Phase.ANNOUNCED, Phase.OPEN}:
            raise Unprocessable(ANNOUNCED_ALREADY % {"missing": ", ".join(lost)})
        if locked.phase in NOT_YET_OPEN:
            look_again(changed)


class Part(Protocol):
    """What is stored in other tables and saved together with fields of the workshop."""

    def read(self, workshop: Workshop) -> object:
        """Return what is stored now, in a form that prints the same for the same."""

    def save(self, workshop: Workshop) -> None:
        """Store it; raises Unprocessable where it may not be so."""


def seal_fields(workshop: Workshop, names: Sequence[str], part: Part | None = None) -> str:
    """Return a short mark of what fields and part say: a form sends back the one it was opened with."""
    fields = [(name, str(getattr(workshop, name))) for name in names]
    return make_seal(fields, part.read(workshop) if part else None)


def save_fields(workshop: Workshop, names: Sequence[str], *, seen: str, part: Part | None = None) -> None:
    """Store these fields as the given workshop has them, and the part.

    Raises SavedSince where they are not stored as they were seen, WrongPhase where one of them is fixed by
    now, and what `changing_set_up` and the part raise.
    """
    with changing_set_up(workshop) as stored:
        if seal_fields(stored, names, part) != seen:
            raise SavedSince
        if list_fixed(stored) & set(names):
            raise WrongPhase(STAYS)
        workshop.save(update_fields=[*names])
        if part:
            part.save(stored)
        # What all readers see is printed once: it is printed anew.
        Workshop.objects.filter(pk=stored.pk).update(content_version=F("content_version") + 1)
