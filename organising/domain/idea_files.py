"""Ideas from a file: looked through before they are stored, then all of them or none, and taken back whole.

Nobody here wrote them: their tag is a random number that fits nobody. So they count as nobody's in a release,
help to find nobody, and are no vote. What may show who somebody is waits for the design group.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from ideas.domain.holding import is_held
from ideas.models import Idea, IdeaSource
from ideas_platform.lib.refusals import Refusal, Unprocessable, WrongPhase
from moderation.domain.sent_files import IDEAS, find_file, keep_file, take_file
from moderation.models import Decision, SentFile
from workshops.domain.fixed_fields import NOT_YET_OPEN
from workshops.models import Membership, Theme, Workshop
from workshops.phases import OVER, Phase

AT_ONCE = 1_000
OVER_NOW = _("The workshop has closed, so no ideas can be brought in any more.")
THEME_GONE = _("A theme was taken away since. Send the file again.")
SEEN = _("Members have seen these ideas, so they may have voted or commented: they stay.")
DECIDED = _("The design group has decided about some of these ideas: they stay.")


class SourceGone(Refusal):
    """Somebody has taken it back already (409)."""

    status = 409
    message = _("These ideas were taken back already.")


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


def may_bring(workshop: Workshop) -> bool:
    """Return whether ideas can be brought in now: until the workshop closes."""
    return workshop.phase not in OVER


def keep_ideas(actor: Membership, ideas: Sequence[NewIdea], about: dict[str, Any]) -> SentFile:
    """Keep what was read out of a file for an hour, in the place of the actor's last one, and return it."""
    rows = [[idea.title, idea.body, str(idea.theme) if idea.theme else None, idea.intent] for idea in ideas]
    return keep_file(actor, {**about, IDEAS: rows})


def write_digest(content: bytes) -> str:
    """Return which file it is."""
    return hashlib.sha256(content).hexdigest()


def find_same(workshop: Workshop, digest: str) -> IdeaSource | None:
    """Return what was brought in from the very same file, None where nothing was; one query."""
    return IdeaSource.objects.filter(workshop=workshop, digest=digest).first()


def count_again(workshop: Workshop, ideas: Sequence[NewIdea]) -> int:
    """Return how many of these were brought in before, word for word; one query."""
    known = Idea.objects.filter(workshop=workshop, source__isnull=False).values_list("title", "body")
    before = set(known.iterator(AT_ONCE))
    return sum((idea.title, idea.body) in before for idea in ideas)


def store_ideas(*, actor: Membership, key: UUID) -> int:
    """Store the ideas of the file that was looked through, and return how many.

    They are shown at once, or go to the design group first where it looks at all before; held ones always do.
    Raises FileGone where it is another file, WrongPhase after the close, Unprocessable where it does not fit
    any more.
    """
    held = _find_held(actor)
    with transaction.atomic():
        workshop = _lock(actor)
        file = take_file(actor, key, IDEAS)
        ideas = [
            NewIdea(title, body, _read(theme), intent) for title, body, theme, intent in file.rows[IDEAS]
        ]
        _require_themes(workshop, ideas)
        said = {name: file.rows[name] for name in ("words", "answers", "digest")}
        source = IdeaSource.objects.create(workshop=workshop, **said)
        Idea.objects.bulk_create(_make(source, ideas, held), batch_size=AT_ONCE)
        if workshop.phase == Phase.OPEN:
            Workshop.objects.filter(pk=workshop.pk, recompute_all=False).update(recompute_all=True)
        file.delete()
        return len(ideas)


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

    Whether somebody has voted is not looked at: a refusal would tell that somebody did, before the release
    that shows it. Raises SourceGone, NotTakenBack.
    """
    with transaction.atomic():
        workshop = _lock(actor)
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


def _lock(actor: Membership) -> Workshop:
    workshop = (
        Workshop.objects.with_phase().select_for_update(no_key=True, of=("self",)).get(pk=actor.workshop_id)
    )
    if not may_bring(workshop):
        raise WrongPhase(str(OVER_NOW))
    return workshop


def _require_themes(workshop: Workshop, ideas: Sequence[NewIdea]) -> None:
    there = set(Theme.objects.filter(workshop=workshop).values_list("pk", flat=True))
    if not {idea.theme for idea in ideas if idea.theme} <= there:
        raise Unprocessable(str(THEME_GONE))


def _find_held(actor: Membership) -> set[tuple[str, str]]:
    """Return which ideas of the file may show a patient, before anything is locked: it takes long."""
    file = find_file(actor, IDEAS)
    rows = file.rows[IDEAS] if file else []
    return {(title, body) for title, body, _theme, _intent in rows if is_held(title, body)}


def _make(source: IdeaSource, ideas: Sequence[NewIdea], held: set[tuple[str, str]]) -> Iterator[Idea]:
    """Yield the ideas as they are stored: of nobody, shown today or waiting for the design group since."""
    today, states = timezone.localdate(), Idea.Status
    before = source.workshop.moderation == Workshop.Moderation.BEFORE
    for one in ideas:
        is_waiting = (one.title, one.body) in held
        waits = is_waiting or before
        yield Idea(
            workshop=source.workshop,
            source=source,
            theme_id=one.theme,
            intent=one.intent,
            title=one.title,
            body=one.body,
            thread_tag=secrets.token_bytes(TAG_BYTES),
            held=is_waiting,
            status=states.IN_REVIEW if waits else states.PUBLISHED,
            published_on=None if waits else today,
            review_since=today,
        )


def _read(key: str | None) -> UUID | None:
    return UUID(key) if key else None
