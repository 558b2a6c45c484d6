"""The database for a single command, where neither DATABASE_URL nor a running `manage.py up` gives one."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from ideas_platform.local.account import find_account
from ideas_platform.local.alone import run_postgres
from ideas_platform.local.folders import make_folders
from ideas_platform.local.lock import Held, hold_lock
from ideas_platform.local.part import wait_until
from ideas_platform.local.paths import DATABASE, POSTGRES_PORT, Paths, database_url, locate
from ideas_platform.local.patience import patience
from ideas_platform.local.postgres import find_postmaster
from ideas_platform.local.refusal import Refusal
from ideas_platform.local.site import BASE_DIR

NEED_NO_DATABASE = {
    "check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages",
    "makemigrations", "startapp", "startproject", "up", "version",
}  # fmt: skip
MAKE_THE_TABLES_THEMSELVES = {"migrate", "sqlmigrate", "showmigrations", "dbshell", "restore"}
ASKS_FOR_HELP = {"-h", "--help", "--version"}
LOOK_AGAIN = 0.2


@contextmanager
def database_for(arguments: Sequence[str]) -> Iterator[None]:
    """Make sure that the command line `arguments` (as sys.argv) finds a database while the block runs.

    Raises Refusal where the built-in PostgreSQL cannot be started.
    """
    if os.environ.get("DATABASE_URL") or not needs_database(arguments):
        yield
        return
    paths = locate(Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data"))
    make_folders(paths, find_account(paths))
    with ExitStack() as stack:
        if _take_lock(stack, paths) and not find_postmaster(paths.postgres):
            _start(stack, paths, makes_tables=arguments[1] in MAKE_THE_TABLES_THEMSELVES)
        yield


def needs_database(arguments: Sequence[str]) -> bool:
    """Return whether the command line `arguments` (as sys.argv) names a command that reads the database."""
    command = arguments[1] if len(arguments) > 1 else "help"
    return command not in NEED_NO_DATABASE and not ASKS_FOR_HELP & set(arguments[1:])


def _take_lock(stack: ExitStack, paths: Paths) -> bool:
    """Return True with the lock on the data; False when `up` has it, and its database answers.

    Waits for other single commands, which come and go.
    """
    while True:
        try:
            stack.enter_context(hold_lock(paths.lock, "command"))
        except Held as holder:
            if str(holder).startswith("up "):
                return _wait_for_up(paths)
            time.sleep(LOOK_AGAIN)
        else:
            return True


def _wait_for_up(paths: Paths) -> bool:
    if not wait_until(lambda: _can_connect(paths), patience()):
        raise Refusal(f"Local mode runs on {paths.data}, but its database does not answer.")
    return False


def _start(stack: ExitStack, paths: Paths, *, makes_tables: bool) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    stack.enter_context(run_postgres(paths))
    if not makes_tables and not _has_tables(paths):
        # The address says that there is a database: otherwise the step would wait for the lock held here.
        ours = {"LOCAL_MODE": "1", "DATA_DIR": str(paths.data), "DATABASE_URL": database_url(paths.data)}
        environment = {**os.environ, **ours}
        command = (sys.executable, "manage.py", "migrate", "--verbosity", "0")
        subprocess.run(command, cwd=BASE_DIR, env=environment, check=True)  # noqa: S603


def _connect(paths: Paths) -> psycopg.Connection:
    return psycopg.connect(host=str(paths.sockets), port=POSTGRES_PORT, user=DATABASE, dbname=DATABASE)


def _can_connect(paths: Paths) -> bool:
    try:
        _connect(paths).close()
    except psycopg.OperationalError:
        return False
    return True


def _has_tables(paths: Paths) -> bool:
    with _connect(paths) as connection:
        row = connection.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone()
    return bool(row and row[0])
