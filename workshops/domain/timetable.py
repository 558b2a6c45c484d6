"""The dates of a workshop in words, for its page and its letters."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from workshops.models import Workshop


@dataclass(frozen=True)
class Milestone:
    """What happens to a workshop, and when: at a `moment`, some time on a `day`, or as the words say."""

    label: str
    moment: datetime | None = None
    day: date | None = None
    words: str = ""


def list_dates(workshop: Workshop) -> list[Milestone]:
    """Return the dates of the workshop that are set, in their order, and when its key will be destroyed.

    Once it is, the shred note says when that was.
    """
    moments = [
        (_("Opens"), _("Opened"), workshop.opens_at),
        (_("New ideas until"), _("New ideas were taken until"), workshop.ideas_until),
        (_("Closes"), _("Closed"), workshop.closes_at),
    ]
    dates = [
        Milestone(before if moment > workshop.time_asked else after, moment=moment)
        for before, after, moment in moments
        if moment
    ]
    if workshop.opens_again:
        dates.insert(-1, Milestone(_("Opens again"), moment=workshop.resumed_at))
    return dates if workshop.is_shredded else [*dates, _say_shred(workshop)]


def _say_shred(workshop: Workshop) -> Milestone:
    """From that day on nobody can tell who wrote what: it is said from the first day on.

    No key goes before a result is published, whatever day was chosen. With a practice workshop all goes.
    """
    if workshop.practice:
        words = "" if workshop.practice_ends_on else _("two weeks after it was made")
        return Milestone(_("All of it is deleted"), day=workshop.practice_ends_on, words=words)
    label, is_out = _("Key will be destroyed"), bool(workshop.published_at)
    if workshop.key_ends_on is None:
        return Milestone(label, words=_("60 days after the results are out. They have no date yet."))
    later = "" if is_out else _(", or once the results are out, if that is later")
    return Milestone(label, day=workshop.key_ends_on, words=later)
