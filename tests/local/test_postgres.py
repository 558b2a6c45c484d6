"""The built-in PostgreSQL: quiet, without a network, and back after any end."""

import os
import signal
import stat
from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest

from ideas_platform.local.account import find_account
from ideas_platform.local.alone import run_postgres, run_valkey
from ideas_platform.local.part import wait_until
from ideas_platform.local.paths import POSTGRES_PORT, Paths
from ideas_platform.local.postgres import DISCREET, find_postmaster, prepare_postgres
from ideas_platform.local.programs import find_programs
from ideas_platform.local.refusal import Refusal
from ideas_platform.local.valkey import valkey_answers
from tests.services import CARELESS, make_data_dir


@pytest.fixture(scope="module")
def paths() -> Iterator[Paths]:
    """A data folder with a database that was made and stopped."""
    with ExitStack() as stack:
        made = make_data_dir(stack)
        with run_postgres(made, CARELESS):
            pass
        yield made


def ask(paths: Paths, question: str) -> str:
    where = psycopg.conninfo.make_conninfo(
        host=str(paths.sockets), port=POSTGRES_PORT, user="ideas", dbname="ideas"
    )
    with psycopg.connect(where) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return str(row[0])


def test_it_logs_nothing_of_what_people_write(paths: Paths) -> None:
    with run_postgres(paths, CARELESS):
        set_to = {name: ask(paths, f"SHOW {name}") for name in DISCREET}
    assert set_to == DISCREET


def test_it_listens_on_its_socket_only(paths: Paths) -> None:
    with run_postgres(paths, CARELESS):
        assert ask(paths, "SHOW listen_addresses") == ""
        assert ask(paths, "SELECT inet_server_addr() IS NULL") == "True"


def test_text_sorts_and_folds_alike_on_every_machine(paths: Paths) -> None:
    with run_postgres(paths, CARELESS):
        assert ask(paths, "SELECT lower('ÉÅ')") == "éå"
        provider = "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = 'ideas'"
        assert ask(paths, provider) == "bC.UTF-8"
        assert ask(paths, "SHOW server_encoding") == "UTF8"


def test_its_data_open_to_its_own_account_only(paths: Paths) -> None:
    assert stat.S_IMODE(paths.postgres.stat().st_mode) == 0o700


def test_it_starts_again_after_it_was_killed(paths: Paths) -> None:
    with run_postgres(paths) as process:
        ask(paths, "SELECT 1 FROM (SELECT set_config('a.b', 'c', false)) x")
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert (paths.postgres / "postmaster.pid").exists()
    assert wait_until(lambda: find_postmaster(paths.postgres) is None, 5)
    with run_postgres(paths, CARELESS):
        assert ask(paths, "SELECT 1") == "1"


def test_a_lock_of_its_own_that_now_names_another_program_does_not_stop_it(paths: Paths) -> None:
    lines = [str(os.getppid()), str(paths.postgres), "1", "5432", str(paths.sockets), "", "0 0", "ready"]
    (paths.postgres / "postmaster.pid").write_text("\n".join(lines))
    with run_postgres(paths, CARELESS):
        assert ask(paths, "SELECT 1") == "1"


def test_data_of_another_version_are_refused() -> None:
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        paths.postgres.mkdir()
        (paths.postgres / "PG_VERSION").write_text("15\n")
        programs = find_programs(paths, None)
        with pytest.raises(Refusal, match="are of PostgreSQL 15, the built-in one is 18"):
            prepare_postgres(paths, programs, None)


def test_what_a_broken_first_start_left_is_made_anew() -> None:
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        (paths.home / "postgres.draft").mkdir()
        (paths.home / "postgres.draft" / "half").touch()
        with run_postgres(paths, CARELESS):
            assert ask(paths, "SELECT 1") == "1"
        assert not (paths.home / "postgres.draft").exists()


def test_valkey_answers_on_its_socket_and_leaves_nothing_behind() -> None:
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        with run_valkey(paths):
            assert valkey_answers(paths)
        assert not valkey_answers(paths)
        assert [file.name for file in paths.sockets.iterdir()] == []


def test_the_account_of_the_database_is_never_root() -> None:
    with ExitStack() as stack:
        account = find_account(make_data_dir(stack))
    assert (account is None) == (os.geteuid() != 0)
    assert account is None or account.uid != 0
