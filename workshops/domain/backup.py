"""A copy of the site in one file: a logical dump and what organisers uploaded. No keys, sessions, letters."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from ideas_platform.lib.archives import write_archive
from ideas_platform.lib.fingerprints import Fingerprints, take_fingerprints
from ideas_platform.lib.locks import advisory_lock
from ideas_platform.lib.postgres_tools import ToolTrouble, run_tool, server_version
from workshops.domain.scramble import NAME as SCRAMBLE
from workshops.models import Housekeeping

FORMAT = 1
# After the night, before the day has written much.
FRESH = timedelta(hours=4)
# A copy signs nobody in, sends no letter, and has no texts that wait for a sign-in. Nor has it what
# PostgreSQL writes into no log, such as limits.
EMPTY = (
    "workshops_session", "workshops_outboxemail", "workshops_pendingtext", "results_exportfile",
    "results_exportpart",
)  # fmt: skip
EXTENSIONS = ("unaccent", "pg_trgm")


class BackupRefused(Exception):  # noqa: N818 - the words say what is the matter
    """No backup is made, or none restored; the message says why, and what to do."""


@dataclass(frozen=True)
class Backup:
    """What a backup holds: how many rows of all tables, how many uploaded files."""

    rows: int
    files: int


def make_backup(place: Path, *, before_scramble: bool = False) -> Backup:
    """Write a backup into the new file `place` while others read and write; return what it holds.

    It shows one moment. The file is there whole or not at all. Raises BackupRefused, also where the last
    scramble is hours ago and `before_scramble` is not set: rows written since lie in the order they came.
    """
    _check_place(place)
    with advisory_lock(SCRAMBLE, shared=True) as is_free:
        if not is_free:
            raise BackupRefused("A scramble is going on. Try again when it is over.")
        if not (before_scramble or _is_scrambled()):
            raise BackupRefused(
                f"The last scramble is over {FRESH // timedelta(hours=1)} hours ago: since then rows lie in "
                "the order in which they came. Run `manage.py scramble` first. "
                "With --before-scramble the backup tells that order to whoever gets hold of it."
            )
        try:
            return _make(place)
        except ToolTrouble as trouble:
            raise BackupRefused(str(trouble)) from trouble
        except OSError as error:
            raise BackupRefused(f"The backup could not be written: {error.strerror or error}.") from error


def _check_place(place: Path) -> None:
    if place.exists() or place.is_symlink():
        raise BackupRefused(f"{place} is there already. Choose another name, or remove it.")
    if not place.parent.is_dir():
        raise BackupRefused(f"There is no folder {place.parent}.")
    media, keys = Path(settings.MEDIA_ROOT).resolve(), [folder.resolve() for folder in settings.KEY_DIRS]
    _check_folders(place.parent.resolve(), media, keys)


def _check_folders(above: Path, media: Path, keys: list[Path]) -> None:
    for folder, what in ((media, "uploaded files"), *((key, "keys") for key in keys)):
        if above.is_relative_to(folder):
            raise BackupRefused(f"{folder} is the folder of {what}. A backup must lie elsewhere.")
    for folder in keys:
        if folder.is_relative_to(media):
            raise BackupRefused(f"The keys in {folder} would be in the backup. They must not lie in {media}.")


def _is_scrambled() -> bool:
    return Housekeeping.objects.filter(pk=SCRAMBLE, at__gt=timezone.now() - FRESH).exists()


def _make(place: Path) -> Backup:
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=place.parent) as draft:
        dump, archive = Path(draft) / "dump", Path(draft) / "archive"
        tables = _dump(dump)
        files = write_archive(archive, _describe(tables), dump, Path(settings.MEDIA_ROOT))
        # Unlike a rename, this never takes the place of a file that has come meanwhile.
        os.link(archive, place)
    return Backup(sum(number for number, _total in tables.values()), files)


def _dump(place: Path) -> Fingerprints:
    with _look() as snapshot:
        tables = take_fingerprints(without=EMPTY)
        run_tool(
            "pg_dump",
            [
                "--format=custom", "--no-owner", "--no-privileges", "--no-comments",
                "--no-unlogged-table-data",
                f"--snapshot={snapshot}", f"--file={place}",
                *(f"--exclude-table-data={name}*" for name in EMPTY),
                *(f"--extension={name}" for name in EXTENSIONS),
            ],
        )  # fmt: skip
    return tables


@contextmanager
def _look() -> Iterator[str]:
    """Look at the database as it is at one moment; yields the name by which others can do the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        yield str(cursor.fetchone()[0])


def _describe(tables: Fingerprints) -> dict[str, Any]:
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "format": FORMAT,
        "made_on": timezone.localdate().isoformat(),
        "postgresql": server_version(),
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
        "tables": tables,
    }
