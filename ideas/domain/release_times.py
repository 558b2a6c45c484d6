"""What a page says of releases: when the last was, how long they take, what comes with the next."""

from datetime import datetime, timedelta

from django.db.models import Count, Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anonymity.thresholds import LAST_SHARE
from workshops.models import Release, Workshop

ENOUGH_RELEASES = 5
# What others see with the next release, and, after it, the same in a practice workshop.
LATER: dict[str, tuple[Promise, Promise]] = {
    "sent": (
        _("Others see it together with what other people send."),
        _("Others see it in a few seconds: this is a practice workshop."),
    ),
    "waiting": (
        _("Only you can see this. It appears for everybody together with what other people send."),
        _("Only you can see this. In a few seconds everybody can: this is a practice workshop."),
    ),
    "taken back": (
        _("You have taken this back. Others stop seeing it when the next group of changes shows."),
        _("You have taken this back. Others stop seeing it in a few seconds."),
    ),
    "changed": (
        _("You have changed this. Others see your change together with what other people send."),
        _("You have changed this. Others see your change in a few seconds."),
    ),
    "answer": (
        _("Your answer is stored. It is counted with the next release."),
        _("Your answer is stored. It is counted in a few seconds: this is a practice workshop."),
    ),
}
# The same where the design group reads before others see anything: the release brings it to them.
READ_FIRST: dict[str, tuple[Promise, Promise]] = {
    "sent": (
        _("The design group reads it first. They get it together with what other people send."),
        _("The design group reads it first. They get it in a few seconds: this is a practice workshop."),
    ),
    "waiting": (
        _("Only you can see this. The design group reads it first, together with what other people send."),
        _("Only you can see this. In a few seconds the design group can: this is a practice workshop."),
    ),
    "changed": (
        _("You have changed this. The design group reads your change first, with what other people send."),
        _("You have changed this. The design group reads your change first, in a few seconds."),
    ),
}
# How long a release takes at most, in steps that a few people's deeds do not move.
USUAL: tuple[tuple[timedelta, Promise], ...] = (
    (timedelta(hours=1), _("Here that usually takes an hour at most.")),
    (timedelta(hours=6), _("Here that usually takes a few hours.")),
    (timedelta(days=1), _("Here that usually takes a day at most.")),
    (timedelta(days=2), _("Here that usually takes two days at most.")),
)
AT_THE_CLOSE = _("So near the end, that waits until the workshop closes.")
LONGER = _("Here that usually takes some days.")


def find_release_time(workshop: Workshop) -> datetime | None:
    """Return when what others see last changed, or None before the first release."""
    return (
        Release.objects.filter(workshop=workshop)
        .order_by("-number")
        .values_list("released_at", flat=True)
        .first()
    )


def say_later(workshop: Workshop, what: str) -> Promise:
    """Return what others see later of what somebody has sent; `what` is a key of LATER."""
    reads_first = workshop.moderation == Workshop.Moderation.BEFORE
    usually, in_practice = {**LATER, **READ_FIRST}[what] if reads_first else LATER[what]
    return in_practice if workshop.practice else usually


def is_near_the_close(workshop: Workshop) -> bool:
    """Return whether what is due now waits for the last release: within the longest wait of the close.

    Else too few would be left for a last release, and what they sent would lapse. Of a workshop of a few days
    or hours it is the last quarter.
    """
    if workshop.closes_at is None or workshop.opens_at is None:
        return False
    longest = timedelta(minutes=workshop.release_within)
    last = min(longest, (workshop.closes_at - workshop.opens_at) / LAST_SHARE)
    return workshop.time_asked >= workshop.closes_at - last


def say_usual_wait(workshop: Workshop) -> str | Promise:
    """Return how long a release usually takes in this workshop; "" in practice and before there are five.

    The mean time from one release to the next so far, which all readers can see, in coarse steps; near the
    close, that it waits for that.
    """
    if workshop.practice or workshop.opens_at is None:
        return ""
    if is_near_the_close(workshop):
        return AT_THE_CLOSE
    releases = Release.objects.filter(workshop=workshop).aggregate(
        number=Count("pk"), last=Max("released_at")
    )
    if releases["number"] < ENOUGH_RELEASES:
        return ""
    usual = (releases["last"] - workshop.opens_at) / releases["number"]
    return next((words for most, words in USUAL if usual <= most), LONGER)
