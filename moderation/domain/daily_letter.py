"""Once a day the design group is told how many texts wait for it: counts alone, the same words for all.

Beside it stands how many notes of colleagues the reader has not read: a number alone. Only what a release has
brought to the group is counted, as on the desk. Nothing is said of whose it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.domain.notes import count_unread_by_reader
from moderation.domain.waiting import Waiting, count_waiting
from moderation.models import DailyLetterRefusal
from workshops.domain.daily import claim_day
from workshops.domain.letters import absolute
from workshops.domain.mail import queue_letters
from workshops.models import Membership, OutboxEmail, Workshop
from workshops.phases import Deed
from workshops.rules import STAFF_ROLES, Role


def write_daily_letters() -> int:
    """Queue the letters of today that have not been; return how many.

    None where nothing waits at the first look of the day, or nothing can be decided. Practice workshops, in
    which nobody is real, and imported ones write none.
    """
    opened = Workshop.objects.filter(practice=False, imported=False, opens_at__lte=Now())
    return sum(_write_for(workshop) for workshop in opened.with_phase() if workshop.allows(Deed.MODERATE))


def wants_letter(membership: Membership) -> bool:
    """Return whether this member of the staff gets the letter."""
    return not DailyLetterRefusal.objects.filter(pk=membership.pk).exists()


def set_letter(membership: Membership, *, is_wanted: bool) -> None:
    """Let this member of the staff get the letter from now on, or not."""
    if is_wanted:
        DailyLetterRefusal.objects.filter(pk=membership.pk).delete()
    else:
        DailyLetterRefusal.objects.get_or_create(refused_by=membership)


def list_readers(workshop: Workshop) -> list[str]:
    """Return the addresses of the design group, or of the organisers where there is none, but who refused."""
    return [address for address, _notes in _list_readers(workshop, {})]


def _list_readers(workshop: Workshop, notes: Mapping[UUID, int]) -> list[tuple[str, int]]:
    """Return the same, and of all staff those with notes to read, each with how many of `notes` they have."""
    staff = Membership.objects.filter(workshop=workshop, role__in=STAFF_ROLES, user__isnull=False)
    group = staff.filter(role=Role.DESIGN_GROUP)
    readers = group | staff.filter(pk__in=notes) if group.exists() else staff
    wanting = readers.exclude(pk__in=DailyLetterRefusal.objects.values("pk"))
    rows = wanting.order_by("pk").values_list("pk", "user__email")
    return [(address, notes.get(key, 0)) for key, address in rows]


def _write_for(workshop: Workshop) -> int:
    with transaction.atomic():
        begin = claim_day(workshop)
        if begin is None:
            return 0
        waiting = count_waiting([workshop.pk])[workshop.pk]
        letters = list(_write(workshop, waiting, f"daily letter {workshop.pk} {begin.date()}"))
        queue_letters(letters)
    return len(letters)


def _write(workshop: Workshop, waiting: Waiting, occasion: str) -> Iterator[OutboxEmail]:
    words = _("Texts wait for you: %(title)s") if waiting.total else _("Notes wait for you: %(title)s")
    subject = words % {"title": workshop.title}
    known = _describe(workshop, waiting)
    for address, notes in _list_readers(workshop, count_unread_by_reader(workshop)):
        if not waiting.total + notes:
            continue
        text = render_to_string("moderation/email/daily.txt", {**known, "notes": notes}).strip() + "\n"
        yield OutboxEmail(
            key=hashlib.sha256(f"{occasion} {address}".encode()).hexdigest(),
            recipient=address,
            subject=" ".join(subject.split())[:180],
            text=text,
        )


def _describe(workshop: Workshop, waiting: Waiting) -> dict[str, Any]:
    return {
        "workshop": workshop,
        "waiting": waiting,
        "facts": list(_say_facts(workshop, waiting)),
        "address": absolute(reverse("moderation:desk", args=[workshop.slug])),
        "site_name": settings.SITE_NAME,
    }


def _say_facts(workshop: Workshop, waiting: Waiting) -> Iterator[str]:
    """Yield in words how many are urgent, and for how many days the oldest has waited."""
    numbers = (
        (_("Reported as a danger: %(n)d"), waiting.dangers),
        (_("Taken from view by reports: %(n)d"), waiting.held_by_reports),
        (_("Held: %(n)d"), waiting.held),
        (_("Reported: %(n)d"), waiting.reported),
    )
    yield from (words % {"n": number} for words, number in numbers if number)
    days = (timezone.localdate(workshop.time_asked) - waiting.since).days if waiting.since else 0
    if days > 0:
        words = ngettext(
            "The oldest has waited for %(n)d day.", "The oldest has waited for %(n)d days.", days
        )
        yield words % {"n": days}
