"""A pytest plugin: a real PostgreSQL and Valkey for the tests, where the environment names none.

Loaded by `-p tests.services`, before pytest-django reads the settings. Under xdist the controller starts
Valkey, where each worker has a database of its own, and each worker its own PostgreSQL: who leaves old words
behind waits for every transaction of the server, so for the tests of the other worker too.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from ideas_platform.local.alone import run_postgres, run_valkey
from ideas_platform.local.paths import (
    DATABASE,
    POSTGRES_PORT,
    SUPERUSER,
    Paths,
    database_url,
    locate,
    redis_url,
)

VALKEY_DATABASES = 16
# Seconds that parts have to start: nothing that is tested depends on how busy the machine is.
PATIENCE = "1800"
# Where files never reach a disk, and the bytes that must be free there.
MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
# Set by the controller for its workers.
EACH_ITS_OWN = "TESTS_HAVE_A_POSTGRES_EACH"
# Nothing that tests write must survive.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# What a test sets to see that the site notices.
TALKATIVE = (
    "log_min_error_statement", "log_statement", "track_activities", "log_duration", "log_min_duration_sample",
    "log_transaction_sample_rate", "wal_recycle",
)  # fmt: skip
# With it rows are deleted without asking triggers, when a test is over.
CLEARING = "session_replication_role"


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Start what is missing, and end it when pytest ends."""
    stack = ExitStack()
    early_config.add_cleanup(stack.close)
    os.environ["START_PATIENCE"] = PATIENCE
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        number = 1 + int(worker.removeprefix("gw")) % (VALKEY_DATABASES - 1)
        os.environ["REDIS_URL"] = os.environ["REDIS_URL"].replace("?db=0", f"?db={number}")
        if os.environ.pop(EACH_ITS_OWN, ""):
            start_postgres(point_to_new_data_dir(stack), stack)
    elif getattr(early_config.known_args_namespace, "numprocesses", None) and not os.environ.get(
        "DATABASE_URL"
    ):
        os.environ[EACH_ITS_OWN] = "yes"
        start_missing_valkey(point_to_new_data_dir(stack), stack)
    else:
        start_services(stack)
    # As with PostgreSQL, whose CARELESS settings say the same of its files.
    os.fsync = lambda fd: None
    return (yield)


def start_services(stack: ExitStack) -> None:
    """Point the environment at a new DATA_DIR with PostgreSQL and Valkey running, until `stack` closes."""
    paths = point_to_new_data_dir(stack)
    if not os.environ.get("DATABASE_URL"):
        start_postgres(paths, stack)
    start_missing_valkey(paths, stack)


def point_to_new_data_dir(stack: ExitStack) -> Paths:
    """Return the places in a new DATA_DIR, to which the environment points from now on."""
    paths = make_data_dir(stack)
    os.environ.update(
        LOCAL_MODE="1", PROCESS_ROLE="command", DATA_DIR=str(paths.data), KEY_DIR=str(paths.keys)
    )
    return paths


def start_postgres(paths: Paths, stack: ExitStack) -> None:
    """Run a PostgreSQL for tests in these places until `stack` closes, and point the environment to it."""
    stack.enter_context(run_postgres(paths, CARELESS))
    let_tests_try(paths)
    os.environ["DATABASE_URL"] = database_url(paths.data)


def start_missing_valkey(paths: Paths, stack: ExitStack) -> None:
    """Run Valkey in these places until `stack` closes, unless the environment names one."""
    if not os.environ.get("REDIS_URL"):
        stack.enter_context(run_valkey(paths))
        os.environ["REDIS_URL"] = redis_url(paths.data)


def let_tests_try(paths: Paths) -> None:
    """Let the site's account make databases for tests, and try the settings that betray somebody."""
    with connect_as_superuser(paths) as connection:
        connection.execute("ALTER ROLE ideas CREATEDB")
        connection.execute(f"GRANT SET ON PARAMETER {', '.join((*TALKATIVE, CLEARING))} TO ideas")


def connect_as_superuser(paths: Paths, database: str = DATABASE) -> psycopg.Connection:
    """Return a connection to the server of these places that commits each statement."""
    return psycopg.connect(
        host=str(paths.sockets), port=POSTGRES_PORT, user=SUPERUSER, dbname=database, autocommit=True
    )


def make_data_dir(stack: ExitStack) -> Paths:
    """Return the places in a new DATA_DIR, in memory where it fits, which goes when `stack` closes.

    For a test that wants a server of its own to kill: `run_postgres(make_data_dir(stack), CARELESS)`.
    """
    folder = Path(tempfile.mkdtemp(prefix="ideas-tests-", dir=MEMORY if has_room_in_memory() else None))
    paths = locate(folder)
    for used in {folder, paths.home, paths.sockets, paths.keys}:
        stack.callback(shutil.rmtree, used, ignore_errors=True)
    return paths


def has_room_in_memory() -> bool:
    """Return whether what tests write fits into the folder in memory, and programs may run from there."""
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK):
        return False
    there = os.statvfs(MEMORY)
    return there.f_bavail * there.f_frsize >= ROOM and not there.f_flag & os.ST_NOEXEC
