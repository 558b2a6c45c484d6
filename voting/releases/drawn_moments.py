"""When a release is made: at a moment drawn in advance, so that nobody can bring one about around one deed.

A threshold-and-timed mix as of Serjantov, Dingledine and Syverson, "From a Trickle to a Flood" (2002).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import SystemRandom

from django.db.models import Count, Max, Sum

from anonymity.thresholds import FIRST_RELEASES, STEP_OF_PEOPLE
from ideas.domain.release_times import is_near_the_close
from voting.releases.enough_people import Look, released_within
from workshops.models import DrawnMoment, Release, Workshop
from workshops.models.workshop_constraints import SHORTEST_WINDOW
from workshops.phases import Phase

AT_MOST_EVERY = timedelta(minutes=1)
FIRST_WINDOW = timedelta(hours=4)
_chance = SystemRandom()


def is_time(workshop: Workshop, found: Look) -> bool:
    """Return whether the release is to be made now. Draws a moment where none is drawn for one that is due.

    A moment that is drawn goes when too few people stand. Then whoever brings the crowd together again only
    starts another window, at a chance for each minute that is never larger than it was. If the moment stayed,
    ten people who work together could have it drawn, and send one of them away for the last part of it.
    It goes near the close too. If the close moves away it is drawn anew: no way to ask for a release.
    """
    if not found.is_due or (is_near_the_close(workshop) and not found.at_once):
        DrawnMoment.objects.filter(pk=workshop.pk).delete()
        return False
    if found.at_once:
        is_calm = workshop.practice or workshop.phase == Phase.CLOSED
        return is_calm or not released_within(workshop, AT_MOST_EVERY)
    begins, window = _find_begin(workshop), find_window(workshop, found.needed)
    drawn, _is_new = DrawnMoment.objects.get_or_create(
        pk=workshop.pk, defaults={"moment": begins + _chance.random() * window}
    )
    return drawn.moment <= workshop.time_asked


def find_window(workshop: Workshop, people: int) -> timedelta:
    """Return how long so many people take, within its bounds: at the mean rate since the opening, or longer.

    No shorter than the time since the last release, in which those who wait came together. Just after a
    session in which hundreds took part the mean rate would hold for a window of ten minutes for days, in
    which nobody else comes.
    """
    releases = Release.objects.filter(workshop=workshop).aggregate(
        number=Count("pk"), known=Count("people"), people=Sum("people", default=0), last=Max("released_at")
    )
    if workshop.opens_at is None or releases["number"] < FIRST_RELEASES:
        return keep_in_bounds(workshop, FIRST_WINDOW)
    unknown = releases["number"] - releases["known"]
    counted = releases["people"] + unknown * workshop.release_people
    now = workshop.time_asked
    usual: timedelta = max(people * (now - workshop.opens_at) / counted, now - releases["last"])
    return keep_in_bounds(workshop, usual)


def keep_in_bounds(workshop: Workshop, window: timedelta) -> timedelta:
    """Return the window, no shorter than the shortest and no longer than the workshop's longest wait."""
    longest = timedelta(minutes=workshop.release_within)
    return max(timedelta(minutes=SHORTEST_WINDOW), min(window, longest))


def _find_begin(workshop: Workshop) -> datetime:
    """Return when the window of a release that is due begins: now, or a day after a pause or a reopening.

    Whoever can pause a workshop in the moment after one person wrote, and let it go on when all are asleep,
    would get that person's text alone. So a whole day of others comes between; no more than the longest wait.
    """
    if workshop.resumed_at is None:
        return workshop.time_asked
    return max(workshop.time_asked, workshop.resumed_at + timedelta(minutes=workshop.release_within))


def round_at_random(people: int) -> int:
    """Return a number of people as it is kept: a multiple of 5 below or above, the true one on average."""
    rest = people % STEP_OF_PEOPLE
    return people - rest + (STEP_OF_PEOPLE if _chance.randrange(STEP_OF_PEOPLE) < rest else 0)
