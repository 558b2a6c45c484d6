"""Whether enough people stand behind what waits: ten before a release, so that none is seen alone.

How many are in `anonymity/thresholds.py`; who counts among them is in `crowd.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from anonymity.thresholds import CROWD, FEWEST_AFTER_QUIET, FEWEST_WITHOUT_ORGANISATIONS, LARGEST_SHARE
from voting.releases.crowd import load_crowd
from voting.releases.unreleased import Unreleased, find_contributors
from workshops.models import Release, Workshop
from workshops.phases import Phase
from workshops.statistics.exact_counts import has_enough_members

QUIET = timedelta(hours=48)


@dataclass(frozen=True)
class Look:
    """What one look found: how many people count, how many must, and whether a release is due, or due now."""

    people: int = 0
    needed: int = 0
    is_due: bool = False
    at_once: bool = False


def look(workshop: Workshop, unreleased: Unreleased) -> Look:
    """Return whether the release of what waits is due; the workshop must come from `with_phase()`.

    Due with as many people as the workshop needs; with five two days after the last release, or after the
    close. At once after the close, in practice, and where three times as many count as must. Never where
    it is paused, not even if it closed meanwhile: who pauses would have shut all others out of the release.
    Nor while a round of a live session runs: nobody is shut out of that, so what comes after is only larger.
    Raises KeyAway where the key is not to be had.
    """
    if not unreleased.is_anything or workshop.paused or workshop.in_a_round:
        return Look()
    if workshop.practice:
        return Look(is_due=True, at_once=True)
    return _look_at_crowd(workshop, unreleased) if has_enough_members(workshop) else Look()


def _look_at_crowd(workshop: Workshop, unreleased: Unreleased) -> Look:
    """Return what the number of people who stand behind what waits makes of it."""
    crowd = load_crowd(workshop)
    behind = find_contributors(workshop, unreleased, crowd).tolist()
    is_closed = workshop.phase == Phase.CLOSED
    people = crowd.count(behind, crowd.needed)
    if people >= crowd.needed:
        return Look(people, crowd.needed, True, is_closed or people >= CROWD * crowd.needed)
    few = crowd.count(behind, FEWEST_AFTER_QUIET)
    is_due = few >= FEWEST_AFTER_QUIET and (is_closed or not released_within(workshop, QUIET))
    return Look(few, crowd.needed, is_due, is_closed)


def released_within(workshop: Workshop, span: timedelta) -> bool:
    """Return whether there was a release in this span, or the workshop opened or was resumed in it."""
    begun = [moment for moment in (workshop.opens_at, workshop.resumed_at) if moment]
    since = workshop.time_asked - span
    if any(moment > since for moment in begun):
        return True
    return Release.objects.filter(workshop=workshop, released_at__gt=since).exists()


def count_for_at_once(workshop: Workshop) -> tuple[int, int]:
    """Return how many people bring a release about at once, and of how many organisations they must be.

    As many people as are needed where organisations are not told apart, the larger number of the two.
    """
    wanted = CROWD * workshop.release_people
    of_one = -(-workshop.release_people // LARGEST_SHARE)
    return CROWD * max(workshop.release_people, FEWEST_WITHOUT_ORGANISATIONS), -(-wanted // of_one)
