"""A date that is moved after the opening is told on the page and in the week's digest, as an update."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_when
from workshops.models import Update, Workshop
from workshops.rules import Phase

MOVABLE = ("ideas_until", "closes_at")
RUNNING = frozenset({Phase.OPEN, Phase.CLOSED})


def read_dates(workshop: Workshop) -> dict[str, datetime | None]:
    """Return the dates that may be moved while the workshop runs, as they are now."""
    return {name: getattr(workshop, name) for name in MOVABLE}


def tell_new_dates(workshop: Workshop, before: Mapping[str, datetime | None]) -> list[Update]:
    """Write an update for each date that is another than `before`, and return them; none before the opening.

    By the phase that the workshop was loaded in.
    """
    if workshop.phase not in RUNNING:
        return []
    now = read_dates(workshop)
    moved = [name for name in before if now[name] != before[name]]
    return [Update.objects.create(workshop=workshop, **_say(name, before[name], now[name])) for name in moved]


def _say(name: str, before: datetime | None, after: datetime | None) -> dict[str, str]:
    titles = {
        "ideas_until": _("New date: new ideas until %(when)s"),
        "closes_at": _("New date: the workshop closes on %(when)s"),
    }
    title = titles[name] % {"when": say_when(after) if after else _("a day not set yet")}
    text = _("Before, it was %(when)s.") % {"when": say_when(before)} if before else ""
    return {"title": title, "text": text}
