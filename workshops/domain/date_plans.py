"""What a button about a workshop's dates does: worked out first, shown with its notice, then done just so.

Nothing here comes sooner than `date_changes.py` allows: no organiser has a release made around one deed.
See `docs/decisions/0053-dates-are-moved-by-buttons.md`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_when
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from workshops.domain.date_changes import (
    NOTICE,
    find_close_obstacle,
    find_ideas_obstacle,
    find_practice_obstacle,
    find_reopening,
    round_up,
)
from workshops.domain.notices import Notice, Outdated, make_seal, say_close, say_new_dates
from workshops.models import Update, Workshop
from workshops.models.workshop import IDEAS_END_BEFORE_CLOSE
from workshops.phases import RUNNING, Phase

CLOSES_ANYWAY = _("It closes on %(when)s anyway. It cannot close sooner: everybody is told a day before.")


@dataclass(frozen=True)
class DatePlan:
    """What would be stored, and what everybody would be told; `notice` is None where nobody is.

    `at_once`: it closes in the moment in which it is done, and `closes_at` is only about when.
    """

    closes_at: datetime
    ideas_until: datetime | None
    resumed_at: datetime | None
    notice: Notice | None
    at_once: bool = False

    @property
    def seal(self) -> str:
        """What a confirmation sends back, so that only what was read is done."""
        dates = () if self.at_once else (self.closes_at, self.ideas_until, self.resumed_at)
        return make_seal(dates, self.notice, self.at_once)


def plan_close(workshop: Workshop) -> DatePlan:
    """Return how an open workshop is closed: a day from now, at the full hour; a practice workshop at once.

    One that is closed and was to open again stays closed. Raises WrongPhase where there is nothing to close,
    and where it closes by then anyway. The workshop must come from `with_phase()`.
    """
    now = workshop.time_asked
    if workshop.phase == Phase.CLOSED and workshop.opens_again:
        notice = Notice(_("The workshop stays closed"), _("It does not open again."))
        return DatePlan(now, _end_ideas(workshop, now), None, notice, at_once=True)
    if workshop.phase != Phase.OPEN:
        raise WrongPhase
    if workshop.practice:
        notice = Notice(_("The workshop is closed"), "")
        return DatePlan(now, _end_ideas(workshop, now), workshop.resumed_at, notice, at_once=True)
    closes_at = round_up(now + NOTICE)
    if workshop.closes_at is not None and workshop.closes_at <= closes_at:
        raise WrongPhase(CLOSES_ANYWAY % {"when": say_when(workshop.closes_at)})
    until = _end_ideas(workshop, closes_at)
    return DatePlan(closes_at, until, workshop.resumed_at, say_close(workshop, closes_at, until))


def plan_new_dates(workshop: Workshop, closes_at: datetime, ideas_until: datetime | None) -> DatePlan:
    """Return how a workshop that runs gets these dates; one that is closed opens again a day from now.

    Without an end of new ideas they end as usual before the close. Raises Unprocessable where a date comes
    too soon or the two are out of order, WrongPhase before it opens and after its results.
    """
    if not may_move_dates(workshop):
        raise WrongPhase
    until = ideas_until or find_usual_end(workshop, closes_at)
    for obstacle in list_obstacles(workshop, closes_at, until).values():
        raise Unprocessable(obstacle)
    resumed_at = find_reopening(workshop) or workshop.resumed_at
    return DatePlan(closes_at, until, resumed_at, say_new_dates(workshop, closes_at, until))


def may_move_dates(workshop: Workshop) -> bool:
    """Return whether organisers may move the dates now: it runs, and is not one that was imported."""
    return workshop.phase in RUNNING and not workshop.imported


def find_usual_end(workshop: Workshop, closes_at: datetime) -> datetime:
    """Return when new ideas end where nobody says so: three days before the close, or else with it."""
    usual = closes_at - IDEAS_END_BEFORE_CLOSE
    return closes_at if find_ideas_obstacle(workshop, usual) else usual


def list_obstacles(workshop: Workshop, closes_at: datetime, ideas_until: datetime) -> dict[str, str]:
    """Return why the workshop cannot have these dates, by the names of the fields; empty where it can."""
    found = {
        "closes_at": find_close_obstacle(workshop, closes_at) or find_practice_obstacle(workshop, closes_at),
        "ideas_until": find_ideas_obstacle(workshop, ideas_until),
    }
    if closes_at <= workshop.time_asked:
        found["closes_at"] = _("Write a time that is still to come. To close the workshop, press “Close”.")
    if ideas_until > closes_at:
        found["ideas_until"] = _("New ideas must end before the workshop closes, or with it.")
    return {name: words for name, words in found.items() if words}


def carry_out(workshop: Workshop, make_plan: Callable[[Workshop], DatePlan], seal: str) -> DatePlan:
    """Do what `make_plan` says of the workshop as it is now, and post its notice; return the plan.

    Raises Outdated where that is not what was shown with this seal, and whatever `make_plan` raises.
    """
    with transaction.atomic():
        locked = Workshop.objects.with_phase().select_for_update(no_key=True).get(pk=workshop.pk)
        plan = make_plan(locked)
        if plan.seal != seal:
            raise Outdated
        Workshop.objects.filter(pk=locked.pk).update(
            closes_at=plan.closes_at,
            ideas_until=plan.ideas_until,
            resumed_at=plan.resumed_at,
            # Every page says when it closes: all are printed anew.
            content_version=F("content_version") + 1,
        )
        if plan.notice:
            Update.objects.create(workshop=locked, title=plan.notice.title, text=plan.notice.text)
    return plan


def _end_ideas(workshop: Workshop, closes_at: datetime) -> datetime:
    """Return when new ideas end with this close: as they would, and no later than it."""
    return min(workshop.ideas_until or closes_at, closes_at)
