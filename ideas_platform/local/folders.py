"""The folders of local mode: private, and owned by whoever works in them."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from ideas_platform.local.account import Account
from ideas_platform.local.paths import Paths
from ideas_platform.local.refusal import Refusal

PRIVATE = 0o700
PASSABLE = 0o711


def make_folders(paths: Paths, account: Account | None) -> None:
    """Make every folder that is missing. Raises Refusal where one cannot be made or is somebody else's."""
    try:
        _make_parents(paths.data)
        # An account that only works inside must get through, but see nothing.
        make_folder(paths.data, None, PASSABLE if account else PRIVATE)
        for folder in (paths.supervisor, paths.mail):
            make_folder(folder, None, PRIVATE)
        if not os.environ.get("KEY_DIR"):
            make_folder(paths.keys, None, PRIVATE)
            _take_over_keys(paths)
        _make_parents(paths.home)
        make_folder(paths.home, None, PASSABLE if account else PRIVATE)
        _make_parents(paths.sockets)
        make_folder(paths.sockets, account, PRIVATE)
    except PermissionError as error:
        raise Refusal(
            f"{error.filename} belongs to somebody else. Start as its owner, or set DATA_DIR and KEY_DIR."
        ) from error


def _take_over_keys(paths: Paths) -> None:
    """Move what earlier versions kept among the data; a key is never written over another."""
    if not paths.earlier_keys.is_dir():
        return
    for key in paths.earlier_keys.iterdir():
        if not (paths.keys / key.name).exists():
            key.rename(paths.keys / key.name)
    with suppress(OSError):
        paths.earlier_keys.rmdir()


def make_folder(folder: Path, account: Account | None, mode: int) -> None:
    """Make `folder` with `mode`, owned by `account` or else by us; take one that is already so.

    Raises Refusal for a link, a file, or a folder of somebody else: whoever owns it could read along.
    """
    folder.mkdir(mode=mode, exist_ok=True)
    found = folder.lstat()
    uid = account.uid if account else os.geteuid()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
        raise Refusal(f"{folder} is not a folder of ours. Remove it, or set DATA_DIR.")
    if account:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
    folder.chmod(mode)


def _make_parents(folder: Path) -> None:
    """Make the folders above `folder` so that any account can pass, whatever the umask."""
    for parent in reversed(folder.parents):
        if not parent.exists():
            parent.mkdir()
            parent.chmod(0o755)
