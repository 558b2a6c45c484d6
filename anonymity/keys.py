"""The life of a workshop's key: made once, kept in files outside the database, destroyed for good.

A key file is named by the workshop's UUID in hex and holds the 32 bytes, nothing else. There are as many
copies as folders (one or two, on different disks). Nothing here ever makes a lost key again.
"""

import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from threading import Timer
from uuid import UUID

import structlog

from anonymity.tags import KEY_BYTES, TAG_BYTES, Purpose, Tagger

KEEP_SECONDS = 60.0

log = structlog.get_logger(__name__)


class KeyTrouble(Exception):  # noqa: N818 - the names say what is the matter
    """The workshop's key cannot be used; nothing in the message names a person or a secret."""


class KeyExists(KeyTrouble):
    """There is a key for this workshop already; a second one would orphan all its tags."""


class KeyMissing(KeyTrouble):
    """No folder holds a readable key for this workshop."""


class KeyWrong(KeyTrouble):
    """There is a key file, but it is not the key the workshop's tags were made with."""


class HeldKey(bytes):
    """A key in memory together with what is worked out from it, so that all of it goes at the same time."""

    def __init__(self, _content: bytes) -> None:
        self._taggers: dict[Purpose, Tagger] = {}

    @cached_property
    def check(self) -> bytes:
        """What `key_check` gives for it; nothing for what is no key."""
        return key_check(self) if len(self) == KEY_BYTES else b""

    def tagger(self, purpose: Purpose) -> Tagger:
        """What makes the tags of this purpose."""
        if purpose not in self._taggers:
            self._taggers[purpose] = Tagger(self, purpose)
        return self._taggers[purpose]


class KeptKeys:
    """Keys this process holds in memory: for a limited time, and only while their file is there."""

    def __init__(self, seconds: float = KEEP_SECONDS) -> None:
        self._seconds = seconds
        self._keys: dict[Path, HeldKey] = {}

    def read(self, path: Path) -> HeldKey | None:
        """The content of a key file, from memory or disk, or None where it cannot be read now."""
        if not os.path.isfile(path):  # noqa: PTH113 - asked for each tag, and pathlib takes three times as long
            self.forget(path)
            return None
        key = self._keys.get(path)
        return key if key is not None else self._read_from_disk(path)

    def forget(self, path: Path) -> None:
        """Drop the key from memory."""
        self._keys.pop(path, None)

    def _read_from_disk(self, path: Path) -> HeldKey | None:
        try:
            key = HeldKey(path.read_bytes())
        except OSError:
            return None
        self._keys[path] = key
        # A timer rather than a look at the clock: a process that nobody asks must let go of it too.
        timer = Timer(self._seconds, self.forget, [path])
        timer.daemon = True
        timer.start()
        return key


_kept = KeptKeys()


def create_key(workshop_id: UUID, folders: Sequence[Path]) -> bytes:
    """Make the key (32 random bytes) and write it into every folder, or into none.

    A folder that is missing is made (mode 0700) where its parent is there.
    Raises KeyExists where any folder holds a key of this workshop, ValueError without folders,
    OSError where one of them cannot be written.
    """
    if not folders:
        raise ValueError("A key needs at least one folder.")
    paths = _paths(workshop_id, folders)
    if any(path.exists() for path in paths):
        raise KeyExists("This workshop has a key already.")
    key = secrets.token_bytes(KEY_BYTES)
    _write_all(paths, key)
    return key


def load_key(workshop_id: UUID, folders: Sequence[Path], check: bytes | memoryview) -> HeldKey:
    """The key from the first folder that holds the right one; `check` is what `key_check` gave for it.

    Raises KeyMissing where there is no file, KeyWrong where there are only others.
    """
    found = False
    for place, path in enumerate(_paths(workshop_id, folders), start=1):
        key = _kept.read(path)
        if key is not None and key.check and key.check == check:
            return key
        found = found or key is not None
        _kept.forget(path)
        log.warning("key_copy_unusable", workshop=str(workshop_id), folder=place, there=key is not None)
    if found:
        raise KeyWrong("The key on disk is not this workshop's.")
    raise KeyMissing("This workshop's key is not there.")


def holds_key(workshop_id: UUID, folder: Path, check: bytes) -> bool:
    """Return whether this folder holds the right key, read from disk."""
    try:
        key = (folder / workshop_id.hex).read_bytes()
    except OSError:
        return False
    return HeldKey(key).check == check != b""


def key_check(key: bytes) -> bytes:
    """The 16 bytes by which a key is recognised: its tag over zeros. It does not give the key away."""
    return Tagger(key, Purpose.CHECK).one(bytes(TAG_BYTES), bytes(TAG_BYTES))


def delete_key(workshop_id: UUID, folders: Sequence[Path]) -> int:
    """Overwrite and delete every copy; the number of copies there were. Running twice is harmless.

    Raises OSError where a copy cannot be destroyed; copies in later folders are then still there.
    """
    copies = [path for path in _paths(workshop_id, folders) if path.exists()]
    for path in copies:
        _kept.forget(path)
        _destroy(path)
    return len(copies)


def _paths(workshop_id: UUID, folders: Sequence[Path]) -> list[Path]:
    return [_name(workshop_id, folder) for folder in folders]


@lru_cache(maxsize=256)
def _name(workshop_id: UUID, folder: Path) -> Path:
    return folder / workshop_id.hex


def _write_all(paths: Sequence[Path], key: bytes) -> None:
    written: list[Path] = []
    try:
        for path in paths:
            path.parent.mkdir(mode=0o700, exist_ok=True)
            _write(path, key, written)
    except BaseException:
        for path in written:
            _destroy(path)
        raise


def _write(path: Path, key: bytes, written: list[Path]) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:  # somebody else was faster
        raise KeyExists("This workshop has a key already.") from None
    written.append(path)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _destroy(path: Path) -> None:
    path.chmod(0o600)
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # some network file systems cannot; the file itself is synced
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
