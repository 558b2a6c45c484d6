"""Whom the organisers name for the weekly summary: an address gets it once it has said yes itself."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ideas_platform.lib.rate_limits import RateLimit, limit_rate
from ideas_platform.lib.refusals import Refusal
from workshops.domain.letters import absolute, write_letter
from workshops.domain.mail import queue_letters
from workshops.models import Membership, OutboxEmail, Subscription, Workshop
from workshops.models.subscriptions import SubscriptionQuerySet

MOST_READERS = 30
NAMED = RateLimit(
    "summary readers", 30, 86_400, gettext_lazy("You have named 30 addresses today. Go on tomorrow.")
)


class TooManyReaders(Refusal):
    """As many are named as may be (409)."""

    status = 409
    message = gettext_lazy("30 addresses are named. Take one away first.")


def list_readers(workshop: Workshop) -> SubscriptionQuerySet:
    """Return the addresses that the organisers named, in the order of the alphabet."""
    return Subscription.objects.filter(workshop=workshop, named=True).order_by("email")


def name_reader(*, actor: Membership, address: str) -> None:
    """Note that this address, in normal form, is to get the summary, and ask it by a letter, once.

    Nothing says whether the address was known here before. Raises TooManyReaders, and TooMany.
    """
    workshop = actor.workshop
    with transaction.atomic():
        Workshop.objects.select_for_update().get(pk=workshop.pk)
        if list_readers(workshop).filter(email=address).exists():
            return
        if list_readers(workshop).count() >= MOST_READERS:
            raise TooManyReaders
        limit_rate(NAMED, actor.user_id)
        row, _is_new = Subscription.objects.update_or_create(
            workshop=workshop, email=address, defaults={"named": True}
        )
        queue_letters([_ask(row, workshop)])


def _ask(row: Subscription, workshop: Workshop) -> OutboxEmail:
    address = absolute(reverse("organising:summary_answer", args=[workshop.slug, row.token]))
    subject = _("Do you want the weekly summary of “%(title)s”?") % {"title": workshop.title}
    written = write_letter("summary_question", subject, {"workshop": workshop, "address": address})
    key = hashlib.sha256(f"summary {row.token}".encode()).hexdigest()
    return OutboxEmail(
        key=key, recipient=row.email or "", subject=written.subject, text=written.text, html=written.html
    )


def remove_reader(workshop: Workshop, key: UUID) -> None:
    """Send this address no summary any more, nor the question whether it wants one."""
    with transaction.atomic():
        for row in list_readers(workshop).filter(pk=key):
            waiting = hashlib.sha256(f"summary {row.token}".encode()).hexdigest()
            OutboxEmail.objects.filter(key=waiting, claimed=False).delete()
        Subscription.objects.filter(workshop=workshop, pk=key, named=True).update(named=False, summary=False)
        Subscription.objects.filter(workshop=workshop, pk=key).without_letters().delete()


def find_question(slug: str, token: str) -> Subscription | None:
    """Return whose question the address in a letter stands for; None where it is not asked any more."""
    found = Subscription.objects.filter(workshop__slug=slug, token=token, named=True)
    return found.select_related("workshop").first()


def agree(slug: str, token: str) -> None:
    """Let the address that this letter went to get the summary; nothing where it is not asked any more."""
    Subscription.objects.filter(workshop__slug=slug, token=token, named=True).update(summary=True)
