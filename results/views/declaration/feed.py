"""The feed of the Declaration: new editions, and what became of each statement since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from results.domain.reading import ReadEdition, find_latest_released, list_released, read_edition
from results.models import Edition
from results.views.declaration.cards import find_address, find_edition_address, say_status
from results.views.declaration.visiting import PERMISSION
from workshops.domain.visits import visit_as_reader
from workshops.models import Workshop

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Entry:
    """One thing that happened: on which day, what, where it is read, and in how many words."""

    day: date
    key: str
    title: str
    address: str
    text: str


@require_safe
def send_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the feed (Atom, RFC 4287), the newest first; the same for everybody who may read it.

    Raises Http404 before the first edition, JoinFirst before publication for who has not joined.
    """
    workshop = visit_as_reader(request.user, slug, back=request.path, permission=PERMISSION).workshop
    latest = find_latest_released(workshop)
    if latest is None:
        raise Http404
    feed = _begin_feed(request, workshop)
    entries = [*_list_editions(workshop), *_list_statuses(read_edition(workshop, latest))]
    for entry in sorted(entries, key=lambda one: (one.day, one.key), reverse=True)[:MOST_ENTRIES]:
        moment = timezone.make_aware(datetime.combine(entry.day, time()))
        feed.add_item(
            title=entry.title,
            link=request.build_absolute_uri(entry.address),
            description=escape(entry.text),
            unique_id=f"urn:uuid:{entry.key}",
            pubdate=moment,
            updateddate=moment,
            author_name=workshop.title,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _begin_feed(request: HttpRequest, workshop: Workshop) -> Atom1Feed:
    """Return the feed before anything is in it."""
    return Atom1Feed(
        title=_("%(workshop)s: the Declaration") % {"workshop": workshop.title},
        link=request.build_absolute_uri(reverse("results:declaration", args=[workshop.slug])),
        feed_url=request.build_absolute_uri(request.path),
        description="",
        language="en-gb",
    )


def _list_editions(workshop: Workshop) -> Iterator[Entry]:
    for edition in list_released(workshop):
        if edition.released_on is not None:
            kind = Edition.Kind(edition.kind).label
            title = _("Edition %(number)d is out (%(kind)s)") % {"number": edition.number, "kind": kind}
            yield Entry(
                edition.released_on, str(edition.pk), title, find_edition_address(edition), edition.title
            )


def _list_statuses(read: ReadEdition) -> Iterator[Entry]:
    for placed in read.placed.values():
        for status in read.statuses.get(placed.statement.pk, ()):
            words = say_status(status)
            title = _("Statement %(number)s: %(state)s") % {"number": placed.number, "state": words.label}
            text = f"{placed.statement.text}\n\n{words.reason}".strip()
            yield Entry(
                status.since, str(status.pk), title, find_address(read.edition, placed.statement.ref), text
            )
