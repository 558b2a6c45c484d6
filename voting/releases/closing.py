"""The end of a workshop's open phase."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Least, Now

from ideas_platform.lib.refusals import WrongPhase
from voting.releases.releases import release_workshop
from workshops.models import Release, Workshop
from workshops.phases import RUNNING, Phase


def close_workshop(workshop: Workshop) -> Release | None:
    """Close an open workshop now and make its last release; return that, None where nothing was due.

    One that is closed keeps its date. Raises WrongPhase before it opens and after the result is published,
    KeyAway where the key is not to be had.
    """
    with transaction.atomic():
        locked = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=workshop.pk)
        if locked.phase not in RUNNING:
            raise WrongPhase(f"The workshop cannot be closed: it is {locked.phase}.")
        if locked.phase == Phase.OPEN:
            Workshop.objects.filter(pk=locked.pk).update(
                closes_at=Now(), ideas_until=Least("ideas_until", Now()), paused=False
            )
    return release_workshop(workshop.pk)
