"""Pausing a workshop: nothing is taken and nothing released until it goes on."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_when
from ideas_platform.lib.refusals import WrongPhase
from workshops.domain.date_changes import NOTICE, round_up
from workshops.domain.notices import Notice
from workshops.models import DrawnMoment, Update, Workshop
from workshops.phases import Phase


def pause_workshop(workshop: Workshop, *, seal: str | None = None) -> None:
    """Take nothing more from now on. The drawn moment of a release goes: another is drawn afterwards.

    So whoever can pause cannot shut others out of a window. Raises WrongPhase where it is not open.
    With the `seal` of the notice that was read it raises Outdated where another would be posted.
    """
    with transaction.atomic():
        locked = _lock(workshop)
        if locked.phase != Phase.OPEN or locked.paused:
            raise WrongPhase
        _change(locked, paused=True)
        DrawnMoment.objects.filter(pk=locked.pk).delete()
        _post(locked, say_pause(), seal)


def resume_workshop(workshop: Workshop, *, seal: str | None = None) -> None:
    """Let a paused workshop go on. Two quiet days begin anew, and the window of a release a day later.

    A close that is less than a day away is moved to then, and told: at the close few people are enough, and
    during the pause nobody could be among them. Raises WrongPhase where it is not paused, and with the `seal`
    of the notice that was read Outdated where another would be posted.
    """
    with transaction.atomic():
        locked = _lock(workshop)
        if not locked.is_paused:
            raise WrongPhase
        closes_at = find_close_after_pause(locked)
        _post(locked, say_resume(locked), seal)
        _change(locked, paused=False, resumed_at=Now(), closes_at=closes_at or locked.closes_at)


def say_pause() -> Notice:
    """Return what everybody is told of a pause."""
    return Notice(_("The workshop is paused"), "")


def say_resume(workshop: Workshop) -> Notice:
    """Return what everybody is told where this paused workshop goes on: also of a close that is moved."""
    closes_at, before = find_close_after_pause(workshop), workshop.closes_at
    if closes_at is None or before is None:
        return Notice(_("The workshop goes on"), "")
    moved = _("New date: it closes on %(when)s. Before, it was %(before)s.")
    return Notice(
        _("The workshop goes on"), moved % {"when": say_when(closes_at), "before": say_when(before)}
    )


def find_close_after_pause(workshop: Workshop) -> datetime | None:
    """Return when a workshop that goes on now closes, where it would have in less than a day; else None."""
    earliest = workshop.time_asked + NOTICE
    if workshop.practice or workshop.closes_at is None or workshop.closes_at >= earliest:
        return None
    return round_up(earliest)


def _post(workshop: Workshop, notice: Notice, seal: str | None) -> None:
    if seal is not None:
        notice.require_seal(seal)
    Update.objects.create(workshop=workshop, title=notice.title, text=notice.text)


def _lock(workshop: Workshop) -> Workshop:
    return Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=workshop.pk)


def _change(workshop: Workshop, **fields: object) -> None:
    """Store these fields, and let every page be printed anew."""
    version = F("content_version") + 1
    Workshop.objects.filter(pk=workshop.pk).update(content_version=version, **fields)
