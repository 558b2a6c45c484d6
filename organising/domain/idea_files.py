"""Ideas from a file: looked through before they are stored, then all of them or none, and taken back whole.

Nobody here wrote them: their tag is a random number that fits nobody. So they count as nobody's in a release,
help to find nobody, and are no vote. What may show who somebody is waits for the design group.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ideas.models import Idea, IdeaSource
from ideas_platform.lib.refusals import Refusal
from moderation.domain.sent_files import IDEAS, keep_file
from moderation.models import Decision, SentFile
from organising.domain.idea_imports import AT_ONCE, lock_for_bringing
from organising.models import IdeaImport
from workshops.models import Membership, Workshop
from workshops.phases import NOT_YET_OPEN

SEEN = _("Members have seen these ideas, so they may have voted or commented: they stay.")
DECIDED = _("The design group has decided about some of these ideas: they stay.")


class SourceGone(Refusal):
    """Somebody has taken it back already (409)."""

    status = 409
    message = _("These ideas were taken back already.")


class BeingStored(Refusal):
    """All of it is being stored at this moment (409)."""

    status = 409
    message = _("All of it is checked and is being stored now. Look again in a minute.")


class NotTakenBack(Refusal):
    """The ideas stay (409); the message says why."""

    status = 409
    message = SEEN


@dataclass(frozen=True)
class NewIdea:
    """An idea as a file has it."""

    title: str
    body: str
    theme: UUID | None
    intent: str


@dataclass(frozen=True)
class Brought:
    """A source, how many ideas it has, how many of them wait for the design group, why they stay."""

    source: IdeaSource
    number: int
    waiting: int
    obstacle: str | Promise


def keep_ideas(actor: Membership, ideas: Sequence[NewIdea], about: dict[str, Any]) -> SentFile:
    """Keep what was read out of a file for an hour, in the place of the actor's last one, and return it."""
    rows = [[idea.title, idea.body, str(idea.theme) if idea.theme else None, idea.intent] for idea in ideas]
    return keep_file(actor, {**about, IDEAS: rows})


def write_digest(content: bytes) -> str:
    """Return which file it is."""
    return hashlib.sha256(content).hexdigest()


def count_again(workshop: Workshop, ideas: Sequence[NewIdea]) -> int:
    """Return how many of these were brought in before, word for word; one query."""
    known = Idea.objects.filter(workshop=workshop, source__isnull=False).values_list("title", "body")
    before = set(known.iterator(AT_ONCE))
    return sum((idea.title, idea.body) in before for idea in ideas)


def list_brought(workshop: Workshop) -> list[Brought]:
    """Return what was brought in, the last first; two queries."""
    waits = Count("ideas", filter=Q(ideas__status=Idea.Status.IN_REVIEW))
    sources = IdeaSource.objects.filter(workshop=workshop).annotate(number=Count("ideas"), waiting=waits)
    decided = set(
        Decision.objects.filter(idea__source__workshop=workshop)
        .values_list("idea__source", flat=True)
        .distinct()
    )
    return [
        Brought(
            one,
            one.number,
            one.waiting,
            _find_obstacle(workshop, is_seen=one.waiting < one.number, is_decided=one.pk in decided),
        )
        for one in sources.order_by("-brought_on", "pk")
    ]


def take_back(*, actor: Membership, key: UUID) -> int:
    """Delete a source with all its ideas, and return how many; only as long as no member can have seen one.

    What is on its way in is stopped: nothing of it was stored. Whether somebody has voted is not looked at: a
    refusal would tell that somebody did, before the release that shows it. Raises SourceGone, BeingStored,
    NotTakenBack.
    """
    if _stop(actor.workshop_id, key):
        return 0
    with transaction.atomic():
        workshop = lock_for_bringing(actor.workshop_id)
        source = IdeaSource.objects.filter(workshop=workshop, pk=key).first()
        if source is None:
            raise SourceGone
        ideas = Idea.objects.filter(source=source)
        is_seen = ideas.exclude(status=Idea.Status.IN_REVIEW).exists()
        is_decided = Decision.objects.filter(idea__source=source).exists()
        if obstacle := _find_obstacle(workshop, is_seen=is_seen, is_decided=is_decided):
            raise NotTakenBack(str(obstacle))
        number = ideas.count()
        source.delete()
        return number


def _find_obstacle(workshop: Workshop, *, is_seen: bool, is_decided: bool) -> str | Promise:
    """Return why ideas stay, "" where they can be taken back."""
    if is_decided:
        return DECIDED
    return SEEN if is_seen and workshop.phase not in NOT_YET_OPEN else ""


def _stop(workshop: UUID, key: UUID) -> bool:
    """Forget a file on its way in, or that could not be brought in, and return whether there was one.

    Raises BeingStored where it is too late for that.
    """
    here = IdeaImport.objects.filter(workshop=workshop, pk=key)
    with transaction.atomic():
        is_free = bool(here.select_for_update(skip_locked=True).values_list("pk"))
        if not is_free and here.exists():
            raise BeingStored
        return bool(here.delete()[0])
