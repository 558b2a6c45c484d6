"""Making the files of a final edition, and making them anew when words that they repeat are gone.

What is true stands in the database: beat looks for editions without files, or with files of an earlier state
of the workshop. Such files are given to nobody.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone

from ideas.domain.erasing import leave_old_words_behind
from ideas_platform.lib.locks import advisory_lock
from results.documents.card import make_card
from results.documents.poster import make_poster
from results.documents.report import make_report
from results.exports.exporting import one_moment
from results.models import Edition, PublishedFile, PublishedPart
from results.package.seal import hash_content, read_seal
from results.package.writing import Printed, pack, seal_edition, write_files
from results.published.edition import PublishedEdition
from results.published.reading import read_published
from results.sealing.files import Kind, list_last_editions, name_state, read_content

PART = 1024 * 1024
# What could not be made is tried again after so many seconds.
PATIENCE = 600
_failed: dict[UUID, tuple[str, float]] = {}
log = structlog.get_logger(__name__)


def make_due_files() -> int:
    """Make the files of all editions that lack them; return of how many. The worker's job, one at a time."""
    with advisory_lock("published files") as is_free:
        due = list(_list_due()) if is_free else []
        return sum(_try(edition) for edition in due)


def make_files(edition: Edition) -> None:
    """Make all files of a final edition as of one moment, and keep them in the stead of earlier ones."""
    with one_moment():
        workshop = edition.workshop
        workshop.refresh_from_db()
        state = name_state(workshop)
        sealed = read_content(edition, Kind.SEAL)
        published = read_published(edition, _find_day(sealed))
    seal = sealed or seal_edition(published)
    contents = _write(published, seal)
    if sealed is None:
        contents[Kind.SEAL] = seal
    _store(edition, contents, state)


def _list_due() -> Iterator[Edition]:
    made = set(PublishedFile.objects.filter(kind=Kind.PACKAGE).values_list("edition", "made_from"))
    for edition in list_last_editions():
        state = name_state(edition.workshop)
        failed, when = _failed.get(edition.pk, ("", 0.0))
        is_waiting = failed == state and time.monotonic() - when < PATIENCE
        if (edition.pk, state) not in made and not is_waiting:
            yield edition


def _try(edition: Edition) -> bool:
    try:
        make_files(edition)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other editions get their files
        log.error("published_files_failed", error=type(error).__name__)
        _failed[edition.pk] = (name_state(edition.workshop), time.monotonic())
        return False
    _failed.pop(edition.pk, None)
    return True


def _write(published: PublishedEdition, seal: bytes) -> dict[str, bytes]:
    printed = Printed(make_poster(published), make_report(published))
    files = write_files(published, seal, printed)
    return {
        Kind.POSTER: printed.poster,
        Kind.REPORT: printed.report,
        Kind.CARD: make_card(published),
        Kind.PACKAGE: pack(published, files),
    }


def _store(edition: Edition, contents: dict[str, bytes], state: str) -> None:
    """Store the files in the place of others, those of earlier editions too."""
    with transaction.atomic():
        old = PublishedFile.objects.filter(edition__workshop=edition.workshop_id).exclude(kind=Kind.SEAL)
        replaced, _each = old.delete()
        for kind, content in contents.items():
            file = PublishedFile.objects.create(
                edition=edition,
                kind=kind,
                made_from=state,
                sha256=hash_content(content),
                size=len(content),
                made_on=timezone.localdate(),
            )
            PublishedPart.objects.bulk_create(
                PublishedPart(file=file, number=number, content=content[start : start + PART])
                for number, start in enumerate(range(0, len(content), PART))
            )
        if replaced:
            # Words that were covered leave the disk with the files that repeated them.
            transaction.on_commit(lambda: leave_old_words_behind([PublishedPart]))


def _find_day(seal: bytes | None) -> date | None:
    """Return the day from which ideas rise as it was sealed."""
    day = read_seal(seal).get(("facts", "", "counted_on"), "") if seal else ""
    return date.fromisoformat(day) if day else None
