"""Letters about a workshop: the same for all their readers, but for the address that ends them.

Who wants one is marked in the table of subscriptions. The mark goes in the transaction that queues the
letter, so that it is written once, whoever looks how often.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.domain.mail import queue_letters
from workshops.domain.timetable import list_dates
from workshops.models import OutboxEmail, Subscription, Workshop
from workshops.models.subscriptions import Letter, SubscriptionQuerySet


@dataclass(frozen=True)
class Written:
    """A letter as it is written, with `stand_in` where each reader's address for ending it comes."""

    subject: str
    text: str
    html: str
    stand_in: str

    def for_reader(self, subscription: Subscription, *, address: str, occasion: str) -> OutboxEmail:
        """Return the letter to this reader; one of each reader and occasion is ever in the outbox."""
        ending = absolute(reverse("workshops:letters", args=[subscription.workshop.slug, subscription.token]))
        return OutboxEmail(
            key=hashlib.sha256(f"{occasion} {address}".encode()).hexdigest(),
            recipient=address,
            subject=self.subject,
            text=self.text.replace(self.stand_in, ending),
            html=self.html.replace(self.stand_in, ending),
            unsubscribe_url=ending,
        )


def absolute(address: str) -> str:
    """Return an address of this site as it is typed in elsewhere."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{address}"


def write_letter(name: str, subject: str, context: dict[str, Any]) -> Written:
    """Return the letter that the two templates of this name make; the subject is one line."""
    stand_in = secrets.token_urlsafe()
    known = {
        "subject": " ".join(subject.split())[:180],
        "site": {"name": settings.SITE_NAME},
        "colour": settings.BRAND_COLOUR or "#12534f",
        "ending": stand_in,
        **context,
    }
    text, html = (render_to_string(f"workshops/email/{name}.{kind}", known) for kind in ("txt", "html"))
    return Written(known["subject"], text.strip() + "\n", html, stand_in)


def send_to(readers: SubscriptionQuerySet, letter: Written, occasion: str) -> int:
    """Queue the letter for these readers, who come with their `address`; return how many there are."""
    rows = list(readers.select_related("workshop").order_by("pk"))
    queue_letters(letter.for_reader(row, address=row.__dict__["address"], occasion=occasion) for row in rows)
    return len(rows)


def find_due(letter: Letter) -> list[Workshop]:
    """Return the workshops of whose opening or results somebody still waits to hear, and that have come."""
    come = {Letter.OPENING: "opens_at__lte", Letter.RESULTS: "published_at__lte"}[letter]
    wanted = Workshop.objects.filter(
        **{f"subscriptions__{letter.value}": True, come: Now(), "may_open": True}
    )
    return list(wanted.with_phase().distinct())


def announce(workshop: Workshop, letter: Letter) -> int:
    """Queue "it is open" or "the results are out" for those who asked for it; return how many there are.

    Twice at once is once: the second waits for the first and finds nobody. Where the opening is over already
    nobody is told of it any more.
    """
    with transaction.atomic():
        waiting = Subscription.objects.filter(workshop=workshop).select_for_update(of=("self",))
        chosen = [row.pk for row in waiting.filter(**{letter.value: True})]
        readers = Subscription.objects.filter(pk__in=chosen).wanting(letter)
        is_late = letter == Letter.OPENING and not _is_open(workshop)
        number = (
            0 if is_late else send_to(readers, _announcement(workshop, letter), f"{letter} {workshop.pk}")
        )
        done = Subscription.objects.filter(pk__in=chosen)
        done.update(**{letter.value: False})
        done.without_letters().delete()
    return number


def _is_open(workshop: Workshop) -> bool:
    return workshop.closes_at is None or workshop.closes_at > workshop.time_asked


def _announcement(workshop: Workshop, letter: Letter) -> Written:
    subjects = {
        Letter.OPENING: _("Open now: %(title)s"),
        Letter.RESULTS: _("The results are out: %(title)s"),
    }
    context = {
        "workshop": workshop,
        "address": absolute(workshop.get_absolute_url()),
        "dates": list_dates(workshop),
    }
    return write_letter(letter.value, subjects[letter] % {"title": workshop.title}, context)


def announce_what_is_due() -> int:
    """Queue what is due of openings and results; return the number of letters."""
    letters = (Letter.OPENING, Letter.RESULTS)
    return sum(announce(workshop, letter) for letter in letters for workshop in find_due(letter))
