"""Bringing ideas of a file in: a small file at once, a large one by the worker, all of it or nothing.

Looking for what may show a patient takes long, so it goes in parts, and the database knows how far it is: a
worker that dies makes way for the next one. Then all ideas are stored in one transaction.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from uuid import UUID

import structlog
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anonymity.tags import TAG_BYTES
from ideas.domain.holding import is_held
from ideas.models import Idea, IdeaSource
from ideas_platform.lib.locks import advisory_lock
from ideas_platform.lib.refusals import Unprocessable, WrongPhase
from moderation.domain.sent_files import IDEAS, FileGone, take_file
from organising.models import IdeaImport
from workshops.models import Membership, Theme, Workshop
from workshops.phases import OVER, Phase

AT_ONCE = 1_000
# So many ideas are checked and stored within a second or two, while one waits.
SMALL = 500
OVER_NOW = _("The workshop has closed, so no ideas can be brought in any more.")
THEME_GONE = _("A theme was taken away since. Send the file again.")
SAME_SINCE = _("Somebody has brought this very file in since. Tick the box if you want it twice.")
Row = Sequence[str | None]

log = structlog.get_logger(__name__)


class NotTwice(Unprocessable):
    """The same file was brought in since it was looked through (422)."""

    message = SAME_SINCE


def may_bring(workshop: Workshop) -> bool:
    """Return whether ideas can be brought in now: until the workshop closes."""
    return workshop.phase not in OVER


def lock_for_bringing(key: UUID) -> Workshop:
    """Return the workshop, locked until the transaction ends; raises WrongPhase after the close."""
    found = Workshop.objects.with_phase().select_for_update(no_key=True, of=("self",)).get(pk=key)
    if not may_bring(found):
        raise WrongPhase(str(OVER_NOW))
    return found


def is_known(workshop: Workshop, digest: str) -> bool:
    """Return whether the very same file was brought in, or is being so; one query or two."""
    sources = IdeaSource.objects.filter(workshop=workshop, digest=digest)
    waiting = IdeaImport.objects.filter(workshop=workshop, digest=digest, problem="")
    return sources.exists() or waiting.exists()


def is_taken(workshop: Workshop, key: UUID) -> bool:
    """Return whether the file with this key is stored, or on its way in: the button was pressed before."""
    asked, stored = (model._default_manager.filter(workshop=workshop) for model in (IdeaImport, IdeaSource))
    return asked.filter(pk=key).exists() or stored.filter(pk=key).exists()


def bring_in(*, actor: Membership, key: UUID, again: bool = False) -> int | None:
    """Let the file that was looked through be brought in; return how many ideas are stored.

    None: it is large, and the worker stores it, or it was asked for before. Raises FileGone where it is
    another file, NotTwice where somebody brought the same in since and nobody said `again`, WrongPhase after
    the close, Unprocessable where it does not fit any more.
    """
    try:
        asked = _ask(actor, key, again=again)
    except FileGone:
        # A second press: the first one stored it, or its answer was lost.
        if not is_taken(actor.workshop, key):
            raise
        return None
    return (_finish(asked) or None) if asked.number <= SMALL else None


def bring_all_in() -> int:
    """Bring in every file that waits; return how many ideas were stored. The worker's job.

    One run at a time: beat asks every few seconds, and a large file takes longer than that.
    """
    with advisory_lock("idea imports") as is_free:
        waiting = IdeaImport.objects.filter(problem="").order_by("number", "pk") if is_free else None
        keys = list(waiting.values_list("pk", flat=True)) if waiting is not None else []
        return sum(_try(key) for key in keys)


def list_under_way(workshop: Workshop) -> list[IdeaImport]:
    """Return what is on its way in, and what could not be brought in, without its rows; one query."""
    return list(IdeaImport.objects.filter(workshop=workshop).defer("rows", "held").order_by("problem", "pk"))


def _ask(actor: Membership, key: UUID, *, again: bool) -> IdeaImport:
    with transaction.atomic():
        workshop = lock_for_bringing(actor.workshop_id)
        file = take_file(actor, key, IDEAS)
        rows = file.rows[IDEAS]
        _require_themes(workshop, rows)
        if not again and is_known(workshop, file.rows["digest"]):
            raise NotTwice
        # What could not be brought in before is done with, once something else is sent.
        IdeaImport.objects.filter(workshop=workshop).exclude(problem="").delete()
        said = {name: file.rows[name] for name in ("words", "answers", "digest")}
        asked = IdeaImport.objects.create(pk=key, workshop=workshop, rows=rows, number=len(rows), **said)
        file.delete()
        return asked


def _try(key: UUID) -> int:
    """Bring one file in; where that fails, note why. After a lost connection it is tried again."""
    asked = IdeaImport.objects.filter(pk=key, problem="").first()
    if asked is None:
        return 0
    try:
        return _finish(asked)
    except WrongPhase:
        _give_up(key, IdeaImport.Problem.CLOSED)
    except Unprocessable:
        _give_up(key, IdeaImport.Problem.THEME)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, who waits is told
        log.error("idea_import_failed", error=type(error).__name__)
        _give_up(key, IdeaImport.Problem.FAILED)
    return 0


def _give_up(key: UUID, problem: str) -> None:
    """Let nothing stay of a file but why it was not brought in."""
    IdeaImport.objects.filter(pk=key).update(problem=problem, rows=[], held=[])


def _finish(asked: IdeaImport) -> int:
    """Check what is not checked yet, and store all; return how many, 0 where another run did.

    Or where it was stopped meanwhile.
    """
    while asked.checked < asked.number:
        if not _check_part(asked):
            return 0
    return _store(asked)


def _check_part(asked: IdeaImport) -> bool:
    """Check the next ideas, and note how far it is; return False where another run has been here."""
    start = asked.checked
    end = min(start + AT_ONCE, asked.number)
    found = [place for place in range(start, end) if is_held(*map(str, asked.rows[place][:2]))]
    here = IdeaImport.objects.filter(pk=asked.pk, checked=start, problem="")
    asked.checked, asked.held = end, [*asked.held, *found]
    return bool(here.update(checked=end, held=asked.held))


def _store(asked: IdeaImport) -> int:
    """Store all of it and return how many, 0 where that is to be tried again, or was stopped.

    The workshop is locked last, until the commit: nobody waits for as long as it takes to write many ideas.
    """
    with transaction.atomic():
        here = IdeaImport.objects.filter(pk=asked.pk, problem="", checked=asked.number)
        if not here.select_for_update().values_list("pk"):
            return 0
        workshop = Workshop.objects.with_phase().get(pk=asked.workshop_id)
        if not may_bring(workshop):
            raise WrongPhase(str(OVER_NOW))
        _require_themes(workshop, asked.rows)
        said = {"words": asked.words, "answers": asked.answers, "digest": asked.digest}
        source = IdeaSource.objects.create(pk=asked.pk, workshop=workshop, **said)
        Idea.objects.bulk_create(_make(source, asked), batch_size=AT_ONCE)
        locked = lock_for_bringing(asked.workshop_id)
        if locked.moderation != workshop.moderation:
            transaction.set_rollback(True)
            return 0
        if locked.phase == Phase.OPEN:
            Workshop.objects.filter(pk=locked.pk, recompute_all=False).update(recompute_all=True)
        here.delete()
        return asked.number


def _require_themes(workshop: Workshop, rows: Sequence[Row]) -> None:
    there = {str(key) for key in Theme.objects.filter(workshop=workshop).values_list("pk", flat=True)}
    if not {theme for _title, _body, theme, _intent in rows if theme} <= there:
        raise Unprocessable(str(THEME_GONE))


def _make(source: IdeaSource, asked: IdeaImport) -> Iterator[Idea]:
    """Yield the ideas as they are stored: of nobody, shown today or waiting for the design group since."""
    today, states, held = timezone.localdate(), Idea.Status, set(asked.held)
    before = source.workshop.moderation == Workshop.Moderation.BEFORE
    for place, (title, body, theme, intent) in enumerate(asked.rows):
        waits = place in held or before
        yield Idea(
            workshop=source.workshop,
            source=source,
            theme_id=UUID(theme) if theme else None,
            intent=intent,
            title=title,
            body=body,
            thread_tag=secrets.token_bytes(TAG_BYTES),
            held=place in held,
            status=states.IN_REVIEW if waits else states.PUBLISHED,
            published_on=None if waits else today,
            review_since=today,
        )
