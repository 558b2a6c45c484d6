"""How near the dates of a workshop that runs may be moved, so that nobody can ask for a release by them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_date, say_when
from workshops.models import Workshop
from workshops.phases import RUNNING, Phase

# So long a practice workshop lives.
LIFE = timedelta(days=14)
# So long before it takes effect a close is moved nearer, or a closed workshop opened again: at the close a
# release of few people is made, and nobody is to ask for one.
NOTICE = timedelta(hours=24)


def find_ideas_obstacle(workshop: Workshop, ideas_until: datetime | None) -> str:
    """Return why the end of new ideas cannot be moved there now, or "" where it can.

    Or whoever knows when one person wrote could see to it that theirs is the only idea of a release. The
    workshop must come from `with_phase()`, with its dates as they are stored.
    """
    if workshop.practice or workshop.phase not in RUNNING or ideas_until is None:
        return ""
    earliest = _find_earliest(workshop)
    if ideas_until >= earliest or _leaves_the_end(workshop, ideas_until):
        return ""
    words = _("New ideas can end on %(when)s at the earliest: everybody is told a day before.")
    return words % {"when": say_when(earliest)}


def _find_earliest(workshop: Workshop) -> datetime:
    """Return the first moment to which an end may be moved nearer; closed, it opens for a day before."""
    # Open for a minute, it would only ask for another last release.
    return (find_reopening(workshop) or workshop.time_asked) + NOTICE


def _leaves_the_end(workshop: Workshop, ideas_until: datetime) -> bool:
    """Return whether new ideas end no sooner than they would anyway, or are over and stay so."""
    now, stored = workshop.time_asked, workshop.ideas_until or workshop.closes_at
    if workshop.phase == Phase.CLOSED or (stored is not None and stored <= now):
        return ideas_until <= now
    return stored is not None and ideas_until >= stored


def find_close_obstacle(workshop: Workshop, closes_at: datetime | None) -> str:
    """Return why the close of this workshop cannot be moved there now, or "" where it can.

    The workshop must come from `with_phase()`, with its dates as they are stored.
    """
    if workshop.practice or workshop.phase not in RUNNING:
        return ""
    if closes_at is None:
        return (
            _("People were told when it closes: write another day, not none.") if workshop.closes_at else ""
        )
    earliest = _find_earliest(workshop)
    return "" if closes_at >= earliest else _find_early_close(workshop, closes_at, earliest)


def _find_early_close(workshop: Workshop, closes_at: datetime, earliest: datetime) -> str:
    """Return why a close that is less than a day away is too early, or "" where it is no change."""
    words = {"when": say_when(earliest)}
    if workshop.phase == Phase.CLOSED:
        if closes_at <= workshop.time_asked:
            return ""
        later = _("It opens a day from now, for a day or more: it can close on %(when)s at the earliest.")
        return later % words
    if workshop.closes_at is not None and closes_at >= workshop.closes_at:
        return ""
    return _("It can close on %(when)s at the earliest: everybody is told a day before.") % words


def find_practice_obstacle(workshop: Workshop, closes_at: datetime | None) -> str:
    """Return why a practice workshop cannot have this date, or "" where it can: by then it is deleted."""
    end = find_end_of_practice(workshop)
    if not workshop.practice or closes_at is None or closes_at <= end:
        return ""
    words = _("It is deleted on %(day)s, as every practice workshop is after two weeks: choose a day before.")
    return words % {"day": say_date(timezone.localdate(end))}


def find_end_of_practice(workshop: Workshop) -> datetime:
    """Return the moment at which a practice workshop is deleted, or would be if it began today."""
    return find_midnight(workshop.practice_ends_on or timezone.localdate() + LIFE)


def find_reopening(workshop: Workshop) -> datetime | None:
    """Return when a closed workshop opens whose close is moved into the future now: a day from now, or later.

    None where it opens at once, as practice workshops do, and where it is not closed. By the full hour.
    """
    if workshop.phase != Phase.CLOSED or workshop.practice:
        return None
    return round_up(workshop.time_asked + NOTICE)


def round_up(moment: datetime) -> datetime:
    """Return the next full hour, or the moment itself where it is one."""
    hour = moment.replace(minute=0, second=0, microsecond=0)
    return hour if hour == moment else hour + timedelta(hours=1)


def find_midnight(day: date) -> datetime:
    """Return the moment at which this day begins, in London."""
    return timezone.make_aware(datetime.combine(day, time()))
