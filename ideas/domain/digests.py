"""The weekly digest: what has been released since the last one. None is written where nothing has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ideas.domain.digest_parts import Part, list_parts
from ideas.domain.numbers import public_numbers
from ideas.domain.questions import count_open
from ideas.models import Idea
from workshops.domain.digest_weeks import WEEK, begin_of_week, find_workshops_with_readers
from workshops.domain.letters import Written, absolute, send_to, write_letter
from workshops.domain.timetable import list_dates
from workshops.models import Housekeeping, Subscription, Update, Workshop
from workshops.models.subscriptions import Letter

MOST_IDEAS = 20


@dataclass(frozen=True)
class News:
    """What was released on the days from `since` on, before `until`."""

    ideas: list[Idea]
    more: int
    updates: list[Update]
    parts: list[Part]

    def __bool__(self) -> bool:
        return bool(self.ideas or self.updates or self.parts)


def write_digest(workshop: Workshop) -> int:
    """Queue this week's digest, unless it has been; return the number of its readers.

    By the clock that the workshop was loaded with. Twice at once is once: a row remembers the week.
    """
    begin = begin_of_week(workshop.time_asked)
    with transaction.atomic():
        since = _claim_week(workshop, begin)
        if since is None:
            return 0
        news = find_news(workshop, since, timezone.localdate(begin))
        readers = Subscription.objects.filter(workshop=workshop).wanting(Letter.DIGEST)
        if not news or not readers.exists():
            return 0
        return send_to(readers, _write(workshop, news), f"digest {workshop.pk} {begin.date()}")


def write_due_digests() -> int:
    """Queue the digests of this week that have not been; return the number of letters."""
    return sum(write_digest(workshop) for workshop in find_workshops_with_readers())


def _claim_week(workshop: Workshop, begin: datetime) -> date | None:
    """Return the day from which on there is something to tell; None where this week has been told."""
    told, _is_first = Housekeeping.objects.select_for_update().get_or_create(
        name=f"digest:{workshop.pk.hex}", defaults={"at": begin - WEEK}
    )
    if told.at >= begin:
        return None
    since = timezone.localdate(told.at)
    told.at = begin
    told.save(update_fields=["at"])
    return since


def find_news(workshop: Workshop, since: date, until: date) -> News:
    """Return what was released on the days from `since` on, before `until`."""
    days = {"workshop": workshop, "published_on__gte": since, "published_on__lt": until}
    ideas = Idea.objects.filter(**days).published().newest_first()
    number = ideas.count()
    updates = list(Update.objects.filter(**days))
    parts = list_parts(workshop, since, until)
    return News(list(ideas[:MOST_IDEAS]), max(0, number - MOST_IDEAS), updates, parts)


def _write(workshop: Workshop, news: News) -> Written:
    ideas = [
        {"title": idea.title, "url": absolute(reverse("workshops:idea", args=[workshop.slug, idea.ref]))}
        for idea in news.ideas
    ]
    context = {
        "workshop": workshop,
        "address": absolute(workshop.get_absolute_url()),
        "ideas_address": absolute(reverse("workshops:ideas", args=[workshop.slug])),
        "ideas": ideas,
        "more": news.more,
        "updates": news.updates,
        "parts": news.parts,
        "questions": count_open([workshop.pk])[workshop.pk],
        "numbers": public_numbers(workshop),
        "dates": list_dates(workshop),
    }
    return write_letter("digest", _("This week: %(title)s") % {"title": workshop.title}, context)
