"""The design group is told two days and two hours before the close what waits for it, and what comes then.

Counts only, of what a release has brought to the group: what waits for a release is nobody's to see.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from ideas.models import Comment, Contribution, Idea
from ideas_platform.lib.dates import say_when
from workshops.domain.letters import absolute
from workshops.domain.mail import queue_letters
from workshops.domain.staff import list_staffed
from workshops.models import Housekeeping, OutboxEmail, User, Workshop
from workshops.models.workshop_queries import WorkshopQuerySet
from workshops.phases import Phase
from workshops.rules import Role

# Told once within each of these spans before the close, the shorter one first.
SPANS = {"2h": timedelta(hours=2), "2d": timedelta(days=2)}
LONGEST = max(SPANS.values())


@dataclass(frozen=True)
class Waiting:
    """What of a workshop waits for the design group to publish or hide it."""

    workshop: Workshop
    ideas: int
    comments: int

    @property
    def when(self) -> str:
        """When it closes, in words."""
        return say_when(self.workshop.closes_at) if self.workshop.closes_at else ""

    @property
    def is_closed(self) -> bool:
        """Whether nobody can vote any more on what is published now."""
        return self.workshop.phase == Phase.CLOSED

    def __bool__(self) -> bool:
        return self.ideas + self.comments > 0


def list_waiting_near_the_close(user: User | AnonymousUser) -> list[Waiting]:
    """Return what waits in this user's workshops that close within two days, or have closed; one query."""
    near = Q(closes_at__gt=Now(), closes_at__lte=Now() + LONGEST) | Q(closes_at__lte=Now())
    workshops = list_staffed(user).unpublished().filter(near, imported=False, opens_at__lte=Now())
    found = [_describe(one) for one in _count(workshops).order_by("closes_at", "slug")]
    return [waiting for waiting in found if waiting]


def tell_before_the_close() -> int:
    """Write to the design groups of workshops that close soon, once in each span; return how many letters.

    Nobody is written to where nothing waits. A close that is moved is another close. Practice workshops,
    in which nobody is real, close without a letter.
    """
    closing = Workshop.objects.filter(closes_at__gt=Now(), closes_at__lte=Now() + LONGEST)
    return sum(_tell(workshop) for workshop in closing.filter(practice=False, imported=False).with_phase())


def _count(workshops: WorkshopQuerySet) -> WorkshopQuerySet:
    """Return the workshops, each with how many ideas and comments are with the design group."""
    with_group = Contribution.Status.IN_REVIEW
    comments = Comment.objects.filter(idea__workshop=OuterRef("pk"), status=with_group).order_by()
    number = comments.values("idea__workshop").annotate(number=Count("pk")).values("number")
    ideas = Idea.objects.filter(workshop=OuterRef("pk"), status=with_group).order_by()
    of_ideas = ideas.values("workshop").annotate(number=Count("pk")).values("number")
    return workshops.with_phase().annotate(
        ideas_waiting=Coalesce(Subquery(of_ideas), 0), comments_waiting=Coalesce(Subquery(number), 0)
    )


def _describe(workshop: Workshop) -> Waiting:
    return Waiting(workshop, workshop.__dict__["ideas_waiting"], workshop.__dict__["comments_waiting"])


def _tell(workshop: Workshop) -> int:
    """Queue the letters of the span in which the workshop is, unless they have been."""
    if workshop.phase != Phase.OPEN or workshop.closes_at is None:
        return 0
    left = workshop.closes_at - workshop.time_asked
    span = next(name for name, length in SPANS.items() if left <= length)
    with transaction.atomic():
        if not _claim(workshop, span, workshop.closes_at):
            return 0
        waiting = _describe(_count(Workshop.objects.filter(pk=workshop.pk)).get())
        letters = list(_write(waiting, span)) if waiting else []
        queue_letters(letters)
    return len(letters)


def _claim(workshop: Workshop, span: str, closes_at: datetime) -> bool:
    """Note that this close was told in this span; return whether it had not been. The row is locked."""
    told, is_first = Housekeeping.objects.select_for_update().get_or_create(
        name=f"close{span}:{workshop.pk.hex}", defaults={"at": closes_at}
    )
    if told.at == closes_at and not is_first:
        return False
    Housekeeping.objects.filter(pk=told.pk).update(at=closes_at)
    return True


def _write(waiting: Waiting, span: str) -> Iterable[OutboxEmail]:
    workshop = waiting.workshop
    words = {
        "waiting": waiting,
        "workshop": workshop,
        "when": waiting.when,
        "address": absolute(reverse("admin:index")),
        "site_name": settings.SITE_NAME,
    }
    subject = _("Before the close, texts wait for you: %(title)s") % {"title": workshop.title}
    text = render_to_string("moderation/email/before_the_close.txt", words).strip() + "\n"
    group = User.objects.filter(memberships__workshop=workshop, memberships__role=Role.DESIGN_GROUP)
    for address in group.order_by("pk").values_list("email", flat=True):
        occasion = f"before the close {span} {workshop.pk} {workshop.closes_at} {address}"
        yield OutboxEmail(
            key=hashlib.sha256(occasion.encode()).hexdigest(),
            recipient=address,
            subject=" ".join(subject.split())[:180],
            text=text,
        )
