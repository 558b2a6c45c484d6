"""Putting a backup back into an empty database, and its files into an empty folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from ideas_platform.lib.archives import DUMP, MEDIA, NotAnArchive, read_manifest, unpack
from ideas_platform.lib.fingerprints import has_tables, take_fingerprints
from ideas_platform.lib.other_versions import describe_refusal, list_unknown
from ideas_platform.lib.postgres_tools import ToolTrouble, run_tool
from workshops.domain.backup import EMPTY, FORMAT, Backup, BackupRefused
from workshops.domain.daily import hold_day
from workshops.domain.digest_weeks import begin_of_week, find_workshops_with_readers
from workshops.domain.letters import find_due
from workshops.models import Housekeeping, Subscription
from workshops.models.subscriptions import Letter


def restore_backup(place: Path) -> Backup:
    """Put a backup back, bring the tables up to the code, and return what it holds.

    Rows are compared with what they were. No letter that was due before is sent. Raises BackupRefused, with
    database and folder as they were, where it is no backup, or one of another version, or where the
    database or the folder is not empty.
    """
    manifest = _read(place)
    media = Path(settings.MEDIA_ROOT)
    _check_empty(media)
    try:
        with _draft(media) as draft:
            unpack(place, draft)
            files = _restore(manifest, draft, media)
    except ToolTrouble as trouble:
        raise BackupRefused(f"The database could not be restored; it is as it was. {trouble}") from trouble
    except NotAnArchive as trouble:
        raise BackupRefused(f"{place} cannot be restored. {trouble}") from trouble
    except OSError as error:
        raise BackupRefused(f"The files could not be written: {error.strerror or error}.") from error
    call_command("migrate", verbosity=0)
    hold_letters()
    return Backup(sum(number for number, _total in manifest["tables"].values()), files)


def hold_letters() -> None:
    """Take all letters that are due by now as written: they were, before or after the backup was made."""
    for letter in (Letter.OPENING, Letter.RESULTS):
        for workshop in find_due(letter):
            Subscription.objects.filter(workshop=workshop).update(**{letter.value: False})
    Subscription.objects.without_letters().delete()
    for workshop in find_workshops_with_readers():
        week = {"at": begin_of_week(workshop.time_asked)}
        Housekeeping.objects.update_or_create(name=f"digest:{workshop.pk.hex}", defaults=week)
    hold_day()


def _read(place: Path) -> dict[str, Any]:
    try:
        manifest = read_manifest(place)
    except NotAnArchive as trouble:
        raise BackupRefused(f"{place} cannot be restored. {trouble}") from trouble
    except OSError as error:
        raise BackupRefused(f"{place} cannot be read: {error.strerror or error}.") from error
    if manifest.get("format") != FORMAT or not isinstance(manifest.get("tables"), dict):
        raise BackupRefused(f"{place} cannot be restored. It is of another version of this program.")
    if unknown := list_unknown(manifest.get("migrations", ())):
        raise BackupRefused(f"{place} cannot be restored. {describe_refusal(unknown)}")
    return manifest


def _check_empty(media: Path) -> None:
    if has_tables():
        raise BackupRefused(
            "The database has tables already. A backup is restored into an empty one: "
            "docs/operations.md says how to get that."
        )
    if media.is_symlink() or (media.exists() and (not media.is_dir() or any(media.iterdir()))):
        raise BackupRefused(f"{media} is not empty. Move it away, or set another MEDIA_DIR.")


@contextmanager
def _draft(media: Path) -> Iterator[Path]:
    """Yield a folder on the disk where the files will lie; it goes afterwards."""
    media.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=media) as draft:
        yield Path(draft)


def _restore(manifest: dict[str, Any], draft: Path, media: Path) -> int:
    """Restore the database, all or nothing, then move the files; return how many there are."""
    run_tool(
        "pg_restore",
        ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges",
         f"--dbname={connection.settings_dict['NAME']}", str(draft / DUMP)],
    )  # fmt: skip
    _compare(manifest)
    files = [path for path in (draft / MEDIA).rglob("*") if path.is_file()]
    for part in (draft / MEDIA).iterdir() if files else ():
        shutil.move(part, media / part.name)
    return len(files)


def _compare(manifest: dict[str, Any]) -> None:
    stored = {name: tuple(numbers) for name, numbers in manifest["tables"].items()}
    found = take_fingerprints(without=EMPTY)
    if different := sorted(
        name for name in stored.keys() | found.keys() if stored.get(name) != found.get(name)
    ):
        raise BackupRefused(f"Not all that was backed up has come back: {', '.join(different)} differ.")
