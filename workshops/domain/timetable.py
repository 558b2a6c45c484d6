"""The dates of a workshop in words, for its page and its letters."""

from django.utils.translation import gettext as _

from ideas_platform.lib.dates import say_date, say_moment
from workshops.models import Workshop


def list_dates(workshop: Workshop) -> list[dict[str, str]]:
    """Return the workshop's dates in words, each with what happens then."""
    moments = [
        (_("Opens"), _("Opened"), workshop.opens_at),
        (_("New ideas until"), _("New ideas were taken until"), workshop.ideas_until),
        (_("Closes"), _("Closed"), workshop.closes_at),
    ]
    dates = [
        {"label": before if moment > workshop.time_asked else after, "text": say_moment(moment)}
        for before, after, moment in moments
        if moment
    ]
    if workshop.shred_on:
        dates.append({"label": _("Key destroyed"), "text": say_date(workshop.shred_on)})
    return dates
