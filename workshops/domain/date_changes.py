"""A date that is moved after the opening is told on the page and in the week's digest, as an update."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_when
from workshops.models import Update, Workshop
from workshops.phases import Phase

MOVABLE = ("ideas_until", "closes_at")
RUNNING = frozenset({Phase.OPEN, Phase.CLOSED})
# So long before it takes effect a close is moved nearer, or a closed workshop opened again: at the close a
# release of few people is made, and nobody is to ask for one.
NOTICE = timedelta(hours=24)


def read_dates(workshop: Workshop) -> dict[str, datetime | None]:
    """Return the dates that may be moved while the workshop runs, as they are now."""
    return {name: getattr(workshop, name) for name in MOVABLE}


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
    return workshop.time_asked + (2 * NOTICE if workshop.phase == Phase.CLOSED else NOTICE)


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


def wait_to_reopen(before: Workshop, after: Workshop) -> None:
    """Let a closed workshop whose close is moved into the future open a day from now, in memory.

    `before` is as it is stored. Practice workshops open at once.
    """
    is_over = after.closes_at is not None and after.closes_at <= before.time_asked
    is_moved = before.phase == Phase.CLOSED and before.closes_at != after.closes_at
    if is_moved and not is_over and not before.practice:
        after.resumed_at = before.time_asked + NOTICE


def tell_new_dates(workshop: Workshop, before: Mapping[str, datetime | None]) -> list[Update]:
    """Write an update for each date that is another than `before`, and return them; none before the opening.

    By the phase that the workshop was loaded in.
    """
    if workshop.phase not in RUNNING:
        return []
    now = read_dates(workshop)
    moved = [name for name in before if now[name] != before[name]]
    updates = [
        Update.objects.create(workshop=workshop, **_say(name, before[name], now[name])) for name in moved
    ]
    if workshop.opens_again and workshop.resumed_at and "closes_at" in moved:
        title = _("It opens again on %(when)s") % {"when": say_when(workshop.resumed_at)}
        updates.append(Update.objects.create(workshop=workshop, title=title, text=""))
    return updates


def _say(name: str, before: datetime | None, after: datetime | None) -> dict[str, str]:
    titles = {
        "ideas_until": _("New date: new ideas until %(when)s"),
        "closes_at": _("New date: the workshop closes on %(when)s"),
    }
    title = titles[name] % {"when": say_when(after) if after else _("a day not set yet")}
    text = _("Before, it was %(when)s.") % {"when": say_when(before)} if before else ""
    return {"title": title, "text": text}
