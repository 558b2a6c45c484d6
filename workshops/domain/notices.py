"""What everybody is told when dates of a workshop move: one notice for one deed, on page and in the digest.

Nobody is told of a first date: there was none before it, and the page lists the dates anyway.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideas_platform.lib.dates import say_when
from ideas_platform.lib.refusals import Refusal
from workshops.domain.date_changes import find_reopening
from workshops.models import Workshop
from workshops.phases import RUNNING


class Outdated(Refusal):
    """What was shown is not what would be done now: it has to be read again (409)."""

    status = 409
    message = gettext_lazy("Something has changed since you looked. Read it again.")


def make_seal(*shown: object) -> str:
    """Return a short mark of what was shown, the same for the same."""
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Notice:
    """An update in the words in which it is posted."""

    title: str
    text: str

    @property
    def seal(self) -> str:
        """What a confirmation sends back, so that only what was read is posted."""
        return make_seal(self)

    def require_seal(self, seal: str) -> None:
        """Raise Outdated unless this is the notice that was read."""
        if seal != self.seal:
            raise Outdated


def say_close(workshop: Workshop, closes_at: datetime, ideas_until: datetime) -> Notice:
    """Return the notice of an open workshop that is closed then, and takes new ideas until then."""
    title = _("The workshop closes on %(when)s") % {"when": say_when(closes_at)}
    sentences = [_was(workshop.closes_at)]
    if ideas_until > workshop.time_asked:
        sentences.append(_until(ideas_until))
    return Notice(title, _join(sentences))


def say_new_dates(
    workshop: Workshop, closes_at: datetime | None, ideas_until: datetime | None
) -> Notice | None:
    """Return the notice of these new dates of a workshop that comes as it is stored; None for none.

    None before the opening and after the results, for dates that stay, and for a first date.
    """
    if workshop.phase not in RUNNING:
        return None
    reopens_on = find_reopening(workshop) if _is_moved(workshop.closes_at, closes_at) else None
    if reopens_on and closes_at:
        title = _("The workshop opens again on %(when)s") % {"when": say_when(reopens_on)}
        closes = _("It closes on %(when)s.") % {"when": say_when(closes_at)}
        return Notice(title, _join([closes, _until(ideas_until)]))
    if _is_moved(workshop.closes_at, closes_at):
        title = _("New date: the workshop closes on %(when)s") % {"when": _when(closes_at)}
        until = _until(ideas_until) if _is_moved(workshop.ideas_until, ideas_until) else ""
        return Notice(title, _join([_was(workshop.closes_at), until]))
    if _is_moved(workshop.ideas_until, ideas_until):
        title = _("New date: new ideas until %(when)s") % {"when": _when(ideas_until)}
        return Notice(title, _was(workshop.ideas_until))
    return None


def _is_moved(before: datetime | None, after: datetime | None) -> bool:
    return before is not None and before != after


def _when(moment: datetime | None) -> str:
    return say_when(moment) if moment else _("a day not set yet")


def _was(before: datetime | None) -> str:
    return _("Before, it was %(when)s.") % {"when": say_when(before)} if before else ""


def _until(moment: datetime | None) -> str:
    return _("New ideas are taken until %(when)s.") % {"when": say_when(moment)} if moment else ""


def _join(sentences: list[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)
