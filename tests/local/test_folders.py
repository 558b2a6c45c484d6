"""The folders of local mode are private, and never somebody else's."""

import os
import stat
from contextlib import ExitStack
from pathlib import Path

import pytest

from ideas_platform.local.account import Account, find_account
from ideas_platform.local.folders import PRIVATE, make_folder, make_folders
from ideas_platform.local.paths import locate
from ideas_platform.local.refusal import Refusal
from tests.services import make_data_dir

IS_ROOT = os.geteuid() == 0


def mode_of(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_folders_with_secrets_open_to_their_owner_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEY_DIR", raising=False)
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        make_folders(paths, find_account(paths))
        folders = (paths.keys, paths.mail, paths.supervisor, paths.sockets)
        assert {mode_of(folder) for folder in folders} == {0o700}
        assert mode_of(paths.data) == (0o711 if IS_ROOT else 0o700)


def test_a_strict_umask_does_not_shut_out_the_account_of_the_database() -> None:
    with ExitStack() as stack:
        above = make_data_dir(stack).data
        above.chmod(0o755)
        paths = locate(above / "new" / "data")
        stack.callback(os.umask, os.umask(0o077))
        make_folders(paths, find_account(paths))
        assert mode_of(paths.data.parent) == 0o755
        assert locate(paths.data) == paths


def test_a_folder_that_is_there_already_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o777)
    make_folder(folder, None, PRIVATE)
    assert mode_of(folder) == 0o700


def test_a_link_in_the_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run").symlink_to(tmp_path)
    with pytest.raises(Refusal, match="is not a folder of ours"):
        make_folder(tmp_path / "run", None, PRIVATE)


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    ours = Account(os.geteuid(), os.getegid())
    folder = tmp_path / "run" if IS_ROOT else Path("/var/tmp")
    folder.mkdir(exist_ok=True)
    if IS_ROOT:
        os.chown(folder, 12345, 12345)
    with pytest.raises(Refusal, match="is not a folder of ours"):
        make_folder(folder, ours, PRIVATE)


def test_keys_that_lay_among_the_data_move_out_and_none_is_written_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KEY_DIR", raising=False)
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        for folder, names in ((paths.earlier_keys, "ab"), (paths.keys, "b")):
            folder.mkdir(mode=0o700)
            for name in names:
                (folder / name).write_text(str(folder))
        make_folders(paths, find_account(paths))
        assert (paths.keys / "a").read_text() == str(paths.earlier_keys)
        assert (paths.keys / "b").read_text() == str(paths.keys)
        assert [path.name for path in paths.earlier_keys.iterdir()] == ["b"]
        assert mode_of(paths.keys) == 0o700
        assert not paths.keys.is_relative_to(paths.data)


def test_keys_that_have_a_folder_of_their_own_get_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KEY_DIR", str(tmp_path))
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        make_folders(paths, find_account(paths))
        assert not paths.keys.exists()
