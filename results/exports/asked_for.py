"""Exports that organisers ask for on the page: made at once where they are small, else by the worker.

What is true stands in the database: beat looks for what was asked for, and a worker that dies makes way for
the next one. Valkey holds only how far an export is, for the page.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

import structlog
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ideas.models import Comment, Idea
from ideas_platform.lib.locks import advisory_lock, try_until_commit
from ideas_platform.lib.rate_limits import RateLimit, ask_valkey, limit_rate
from results.exports.exporting import WRITERS, gather_export, one_moment
from results.exports.tables import Cell, Export
from results.models import ExportFile, ExportPart
from workshops.models import User, Workshop

EXPORTS = RateLimit("exports", 10, 3600, _("You can ask for ten exports an hour. Wait a while, then go on."))
# So many ideas and comments are written within a second or two, while one waits.
SMALL = 2_000
PART = 1024 * 1024
# The page is told every so many rows; what nobody asks for any more goes after so many seconds.
EVERY_ROWS, KEPT_SECONDS = 250, 600
MEDIA_TYPES = {
    ExportFile.Format.CSV: "application/zip",
    ExportFile.Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ExportFile.Format.JSON: "application/json",
}
ENDINGS = {
    ExportFile.Format.CSV: "-csv.zip",
    ExportFile.Format.XLSX: ".xlsx",
    ExportFile.Format.JSON: ".json",
}

log = structlog.get_logger(__name__)


def ask_for_export(owner: User, workshop: Workshop, form: str) -> ExportFile:
    """Return the export of this format that was asked for; a small one is ready then.

    Who has asked for the same already, and waits for it, gets that one. Raises TooMany.
    """
    limit_rate(EXPORTS, owner.pk)
    export = _note(owner, workshop, form)
    if count_rows(workshop) <= SMALL:
        make_export(export)
    return export


def list_exports(owner: User, workshop: Workshop) -> list[ExportFile]:
    """Return this person's exports of the workshop that can still be had, the newest first."""
    kept = ExportFile.objects.exclude(pk__in=ExportFile.objects.ended()).filter(
        owner=owner, workshop=workshop
    )
    return list(kept.select_related("workshop").order_by("-asked_at"))


def _note(owner: User, workshop: Workshop, form: str) -> ExportFile:
    try:
        with transaction.atomic():
            return ExportFile.objects.create(owner=owner, workshop=workshop, format=form)
    except IntegrityError:
        # The one that was asked for just before: it may be ready by now.
        return ExportFile.objects.filter(owner=owner, workshop=workshop, format=form).latest("asked_at")


def count_rows(workshop: Workshop) -> int:
    """Return about how many rows an export of the workshop has: its ideas and comments."""
    ideas = Idea.objects.filter(workshop=workshop).count()
    return ideas + Comment.objects.filter(idea__workshop=workshop).count()


def make_asked_exports() -> int:
    """Make all exports that were asked for and are not made yet; return how many. The worker's job.

    One run at a time: beat asks every few seconds, and a large export takes longer than that.
    """
    with advisory_lock("exports") as is_free:
        asked = ExportFile.objects.to_make().select_related("workshop") if is_free else []
        return sum(make_export(export) for export in list(asked))


def make_export(export: ExportFile) -> bool:
    """Make the file and store it; return whether this call did, and not another one at the same time.

    One that fails is marked as failed and the reason goes to the log: nobody waits for it for ever.
    """
    with tempfile.TemporaryDirectory() as folder:
        try:
            place = _write(export, Path(folder))
        except Exception as error:  # noqa: BLE001 - whatever it is, who waits is told
            log.error("export_failed", error=type(error).__name__)
            ExportFile.objects.to_make().filter(pk=export.pk).update(state=ExportFile.State.FAILED)
            export.state = ExportFile.State.FAILED
            return False
        with place.open("rb") as file:
            return _store(export, file)


def _write(export: ExportFile, folder: Path) -> Path:
    """Return the place of the one file that this export is."""
    place = folder / f"export.{export.format}"
    with one_moment():
        total = count_rows(export.workshop)
        WRITERS[export.format](_tell_progress(gather_export(export.workshop), export, total), place)
    if export.format != ExportFile.Format.CSV:
        return place
    return Path(shutil.make_archive(str(folder / "export"), "zip", place))


def _store(export: ExportFile, file: IO[bytes]) -> bool:
    with transaction.atomic():
        if not try_until_commit("export", export.pk):
            return False
        locked = ExportFile.objects.to_make().filter(pk=export.pk)
        if not locked.exists():
            return False
        size = 0
        for number, content in enumerate(iter(lambda: file.read(PART), b"")):
            ExportPart.objects.create(export=export, number=number, content=content)
            size += len(content)
        locked.update(state=ExportFile.State.READY, size=size)
    export.refresh_from_db()
    return True


def assemble(export: ExportFile) -> IO[bytes]:
    """Return the file, put together from its parts; it is gone when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it
    for (content,) in export.parts.order_by("number").values_list("content").iterator(chunk_size=1):
        file.write(content)
    file.seek(0)
    return file


def name_for_saving(export: ExportFile) -> str:
    """Return the name of the file: workshop, day, ending."""
    day = timezone.localtime(export.asked_at).date()
    return f"{export.workshop.slug}-{day:%Y-%m-%d}{ENDINGS[ExportFile.Format(export.format)]}"


def delete_ended_exports() -> None:
    """Delete what was asked for more than a day ago."""
    ExportFile.objects.ended().delete()


def read_progress(exports: Iterable[ExportFile]) -> dict[ExportFile, int]:
    """Return how much of each export is written, in percent; 0 where nobody knows."""
    asked = list(exports)
    answers = ask_valkey(*(("GET", _name(export)) for export in asked)) if asked else None
    return {
        export: int(answer or 0) for export, answer in zip(asked, answers or [0] * len(asked), strict=True)
    }


def _tell_progress(export: Export, file: ExportFile, total: int) -> Export:
    done = 0

    def count(rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        nonlocal done
        for row in rows:
            done += 1
            if done % EVERY_ROWS == 0:
                _keep_progress(file, min(99, 100 * done // max(1, total)))
            yield row

    return replace(export, tables=[replace(table, rows=count(table.rows)) for table in export.tables])


def _keep_progress(export: ExportFile, percent: int) -> None:
    ask_valkey(("SET", _name(export), percent, "EX", KEPT_SECONDS))


def _name(export: ExportFile) -> str:
    return f"export:{export.pk}"
