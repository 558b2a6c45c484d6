"""An archive of one dump with its files: written whole or not at all, read without trusting it."""

from __future__ import annotations

import io
import json
import os
import tarfile
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

MANIFEST, DUMP, MEDIA = "manifest.json", "database.dump", "media"
MOST_MANIFEST = 10 * 1024 * 1024


class NotAnArchive(Exception):  # noqa: N818 - the words say what is the matter
    """The file is no archive of ours, or one that would write outside its folder; the message says what."""


def write_archive(place: Path, manifest: dict[str, Any], dump: Path, media: Path) -> int:
    """Write the archive into the new file `place` (mode 0600); return the number of files from `media`.

    Links and whatever else is no plain file stay out. Raises OSError; nothing to clean up but the file.
    """
    files = sorted(path for path in media.rglob("*") if path.is_file() and not path.is_symlink())
    number = 0
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w") as archive:
            _add(archive, MANIFEST, json.dumps(manifest, indent=1).encode())
            archive.add(dump, DUMP, recursive=False, filter=_plain)
            for path in files:
                # One that was deleted meanwhile is gone from the database too.
                with suppress(FileNotFoundError):
                    archive.add(
                        path, f"{MEDIA}/{path.relative_to(media).as_posix()}", recursive=False, filter=_plain
                    )
                    number += 1
        file.flush()
        os.fsync(file.fileno())
    return number


def read_manifest(place: Path) -> dict[str, Any]:
    """Return what the archive says of itself; raises NotAnArchive where it is none of ours, OSError."""
    try:
        with tarfile.open(place, "r:") as archive:
            manifest = _read_first(archive)
            names = [_check(member) for member in archive]
    except (tarfile.TarError, ValueError, EOFError) as error:
        raise NotAnArchive("It is no backup of this site, or not a whole one.") from error
    if not isinstance(manifest, dict) or DUMP not in map(str, names):
        raise NotAnArchive("It is no backup of this site, or not a whole one.")
    return manifest


def _read_first(archive: tarfile.TarFile) -> Any:
    """Return what the archive's first file says; raises NotAnArchive where it is no manifest, ValueError."""
    first = archive.next()
    if first is None or first.name != MANIFEST or not first.isreg() or first.size > MOST_MANIFEST:
        raise NotAnArchive("It is no backup of this site.")
    content = archive.extractfile(first)
    return json.loads(content.read() if content else b"")


def unpack(place: Path, folder: Path) -> None:
    """Unpack an archive that `read_manifest` has looked at into an empty folder of ours."""
    with tarfile.open(place, "r:") as archive:
        for member in archive:
            target = folder / _check(member)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            content = archive.extractfile(member)
            if content is None:
                raise NotAnArchive(f"It has something in it that is no file: {member.name}")
            _write(target, content)


def _write(target: Path, content: Any) -> None:
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        while piece := content.read(1024 * 1024):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _check(member: tarfile.TarInfo) -> PurePosixPath:
    """Return the member's place below a folder; raises NotAnArchive where it has none."""
    path = PurePosixPath(member.name)
    ours = member.name in {MANIFEST, DUMP} or (path.parts[:1] == (MEDIA,) and len(path.parts) > 1)
    if not member.isreg() or not ours or ".." in path.parts or "\0" in member.name or "\\" in member.name:
        raise NotAnArchive(f"It has something in it that does not belong there: {member.name!r}")
    return path


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = _plain(tarfile.TarInfo(name))
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who owns a file and when it was written: that would date it."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mtime, member.mode = 0, 0o600
    return member
