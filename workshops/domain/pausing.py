"""Pausing a workshop: nothing is taken and nothing released until it goes on."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from ideas_platform.lib.refusals import WrongPhase
from workshops.domain.date_changes import NOTICE, read_dates, tell_new_dates
from workshops.models import DrawnMoment, Update, Workshop
from workshops.phases import Phase


def pause_workshop(workshop: Workshop) -> None:
    """Take nothing more from now on. The drawn moment of a release goes: another is drawn afterwards.

    So whoever can pause cannot shut others out of a window. Raises WrongPhase where it is not open.
    """
    with transaction.atomic():
        locked = _lock(workshop)
        if locked.phase != Phase.OPEN or locked.paused:
            raise WrongPhase
        _change(locked, paused=True)
        DrawnMoment.objects.filter(pk=locked.pk).delete()
        Update.objects.create(workshop=locked, title=_("The workshop is paused"), text="")


def resume_workshop(workshop: Workshop) -> None:
    """Let a paused workshop go on. Two quiet days begin anew, and the window of a release a day later.

    A close that is less than a day away is moved to then, and told: at the close few people are enough, and
    during the pause nobody could be among them. Raises WrongPhase where it is not paused.
    """
    with transaction.atomic():
        locked = _lock(workshop)
        if not locked.is_paused:
            raise WrongPhase
        _change(locked, paused=False, resumed_at=Now())
        Update.objects.create(workshop=locked, title=_("The workshop goes on"), text="")
        _keep_notice(locked)


def _keep_notice(workshop: Workshop) -> None:
    earliest = workshop.time_asked + NOTICE
    if workshop.practice or workshop.closes_at is None or workshop.closes_at >= earliest:
        return
    dates = read_dates(workshop)
    workshop.closes_at = earliest
    workshop.save(update_fields=["closes_at"])
    tell_new_dates(workshop, {"closes_at": dates["closes_at"]})


def _lock(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=workshop.pk)


def _change(workshop: Workshop, **fields: object) -> None:
    """Store these fields, and let every page be printed anew."""
    version = F("content_version") + 1
    Workshop.objects.filter(pk=workshop.pk).update(content_version=version, **fields)
