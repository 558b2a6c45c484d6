"""A date that is reached opens a workshop only where what nobody may do without is there.

That is looked at whenever organisers save, and twice a minute. A date that is reached while something is
missing is taken away again, and the organisers are told: it does not open on another day by surprise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from workshops.domain.mail import queue_letters
from workshops.domain.readiness import Item, check_readiness
from workshops.models import Invitation, OutboxEmail, User, Workshop
from workshops.models.workshop_queries import WorkshopQuerySet
from workshops.rules import Role

STARTS = ("announced_at", "opens_at")


def list_needed(workshop: Workshop) -> list[Item]:
    """Return what is missing and must be there before the workshop may be announced or open.

    Nothing for a practice workshop, in which nobody is real, and for an imported one, which is over.
    """
    if workshop.practice or workshop.imported:
        return []
    return [item for item in check_readiness(workshop) if item.is_needed and not item.is_done]


def list_missing(workshop: Workshop) -> list[Item]:
    """Return what else is missing and would be better there before the workshop opens."""
    items = check_readiness(workshop)
    return [item for item in items if not (item.is_done or item.is_optional or item.is_needed)]


def look_again(workshop: Workshop) -> bool:
    """Note whether the dates of a workshop that has not opened may open it, and return that."""
    may_open = not list_needed(workshop)
    if may_open != workshop.may_open:
        Workshop.objects.filter(pk=workshop.pk).update(may_open=may_open)
        workshop.may_open = may_open
    return may_open


def watch_openings() -> int:
    """Look at every workshop that has dates and has not opened; return in how many a date was taken away."""
    return sum(_watch(workshop) for workshop in _unopened())


def _unopened() -> WorkshopQuerySet:
    begins = Q(announced_at__isnull=False) | Q(opens_at__isnull=False)
    unopened = Q(opens_at=None) | Q(opens_at__gt=Now()) | Q(may_open=False)
    return Workshop.objects.filter(begins & unopened, practice=False, imported=False).with_phase()


def _watch(workshop: Workshop) -> bool:
    with transaction.atomic():
        locked = _unopened().select_for_update(of=("self",), no_key=True).filter(pk=workshop.pk).first()
        if locked is None or look_again(locked):
            return False
        reached = [name for name in STARTS if _is_reached(locked, name)]
        if reached:
            _take_away(locked, reached)
        return bool(reached)


def _is_reached(workshop: Workshop, name: str) -> bool:
    moment = getattr(workshop, name)
    return moment is not None and moment <= workshop.time_asked


def _take_away(workshop: Workshop, names: Sequence[str]) -> None:
    Workshop.objects.filter(pk=workshop.pk).update(**dict.fromkeys(names))
    words = {
        "workshop": workshop,
        "missing": [item.label for item in list_needed(workshop)],
        "opens": "opens_at" in names,
        "site_name": settings.SITE_NAME,
    }
    text = render_to_string("workshops/email/not_opened.txt", words).strip() + "\n"
    subject = _("Not opened: %(title)s") % {"title": workshop.title}
    moments = [str(getattr(workshop, name)) for name in names]
    queue_letters(
        OutboxEmail(
            key=hashlib.sha256(f"not opened {workshop.pk} {moments} {address}".encode()).hexdigest(),
            recipient=address,
            subject=" ".join(subject.split())[:180],
            text=text,
        )
        for address in _list_organisers(workshop)
    )


def _list_organisers(workshop: Workshop) -> list[str]:
    """Return the addresses of the organisers, of those invited to be one, and of the contact for help."""
    members = User.objects.filter(memberships__workshop=workshop, memberships__role=Role.ORGANISER)
    invited = Invitation.objects.filter(workshop=workshop, role=Role.ORGANISER)
    found = {*members.values_list("email", flat=True), *invited.values_list("email", flat=True)}
    return sorted({*found, workshop.contact_email} - {""})
