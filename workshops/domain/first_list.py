"""Which organisations were in the list when a workshop opened: one that is added later could be made up."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from workshops.models import Organisation, Workshop


def note_first_lists() -> int:
    """Note the lists of the workshops that have opened since the last look; return of how many.

    Harmless when run twice: a list is noted once. A workshop that goes back to before its opening keeps it.
    """
    opened = Workshop.objects.filter(first_list_noted=False, opens_at__lte=Now())
    return sum(_note(key) for key in list(opened.values_list("pk", flat=True)))


def _note(workshop_id: UUID) -> int:
    with transaction.atomic():
        if not Workshop.objects.filter(pk=workshop_id, first_list_noted=False).update(first_list_noted=True):
            return 0
        Organisation.objects.filter(workshop=workshop_id, listed=True).update(in_first_list=True)
        return 1
