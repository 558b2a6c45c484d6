"""The built-in PostgreSQL: no network, no trace of who did what in its logs."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ideas_platform.local.account import Account
from ideas_platform.local.folders import PRIVATE, make_folder
from ideas_platform.local.identity import PROC, Identity, identify
from ideas_platform.local.part import Part, run_as
from ideas_platform.local.paths import DATABASE, POSTGRES_PORT, Paths
from ideas_platform.local.programs import Programs
from ideas_platform.local.refusal import Refusal

MAJOR_VERSION = "18"
# A failed statement in a log would show a text and its tag.
DISCREET = {
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length_on_error": "0",
    "log_lock_waits": "off",
    "track_activities": "off",
    "track_commit_timestamp": "off",
    "log_min_messages": "fatal",
    "log_checkpoints": "off",
}
SMALL = {
    "max_connections": "100",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "io_method": "sync",
    "jit": "off",
}
# A program that waits longer than this for one answer of PostgreSQL is stuck.
PATIENCE = 60
BARE = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
INITIALISE = (
    "--username", DATABASE, "--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8", "--text-search-config=english",
)  # fmt: skip


def prepare_postgres(paths: Paths, programs: Programs, account: Account | None) -> None:
    """Make the data folder with its empty database where there is none; it appears whole or not at all.

    Raises Refusal where the data are of another version of PostgreSQL, or cannot be made.
    """
    if paths.postgres.exists():
        _check_version(paths.postgres)
        _drop_stale_lock(paths.postgres)
        return
    draft = paths.postgres.with_name("postgres.draft")
    shutil.rmtree(draft, ignore_errors=True)
    make_folder(draft, account, PRIVATE)
    _run((str(programs.postgres / "initdb"), "-D", str(draft), *INITIALISE), account)
    alone = (str(programs.postgres / "postgres"), "--single", "-D", str(draft), "-c", "log_checkpoints=off")
    _run((*alone, "postgres"), account, f"CREATE DATABASE {DATABASE}\n")
    draft.rename(paths.postgres)


def _run(command: tuple[str, ...], account: Account | None, text: str = "") -> None:
    done = subprocess.run(  # noqa: S603 - the commands are ours
        command, env=BARE, cwd="/", input=text.encode(), capture_output=True, timeout=PATIENCE,
        check=False, start_new_session=True, **run_as(account),
    )  # fmt: skip
    if done.returncode:
        raise Refusal(f"The database could not be made:\n{done.stderr.decode(errors='replace').strip()}")


def _check_version(folder: Path) -> None:
    found = (folder / "PG_VERSION").read_text().strip()
    if found != MAJOR_VERSION:
        raise Refusal(
            f"The data in {folder} are of PostgreSQL {found}, the built-in one is {MAJOR_VERSION}. "
            "Dump them with the old version, or set another DATA_DIR."
        )


def _drop_stale_lock(folder: Path) -> None:
    """Remove PostgreSQL's own lock if another program has its number now: it would stay away."""
    if find_postmaster(folder) is None:
        (folder / "postmaster.pid").unlink(missing_ok=True)


def find_postmaster(folder: Path) -> Identity | None:
    """Return the PostgreSQL that serves the data in `folder`, whoever started it; None if none does."""
    try:
        pid = int((folder / "postmaster.pid").read_text().split()[0])
        serves = (PROC / str(pid) / "cwd").samefile(folder)
    except (FileNotFoundError, ProcessLookupError, PermissionError, ValueError, IndexError):
        return None
    return identify(pid) if serves else None


def describe_postgres(
    paths: Paths, programs: Programs, account: Account | None, settings: Mapping[str, str] | None = None
) -> Part:
    """Return the part that serves `paths.postgres` on its socket and nowhere else."""
    chosen = {
        **SMALL, **DISCREET, "listen_addresses": "", "port": str(POSTGRES_PORT),
        "unix_socket_directories": f'"{paths.sockets}"', **(settings or {}),
    }  # fmt: skip
    command = [str(programs.postgres / "postgres"), "-D", str(paths.postgres)]
    for name, value in chosen.items():
        command += ["-c", f"{name}={value}"]
    return Part("postgres", tuple(command), BARE, account=account)


def postgres_answers(paths: Paths, programs: Programs) -> bool:
    """Return whether the built-in PostgreSQL takes connections."""
    # Asked too early it would complain in its log.
    if not find_postmaster(paths.postgres) or _read_status(paths.postgres) != "ready":
        return False
    where = ("-h", str(paths.sockets), "-p", str(POSTGRES_PORT), "-U", DATABASE, "-d", DATABASE)
    command = (str(programs.postgres / "pg_isready"), "-q", *where)
    done = subprocess.run(command, env=BARE, cwd="/", check=False, timeout=PATIENCE)  # noqa: S603
    return done.returncode == 0


def _read_status(folder: Path) -> str:
    """Return the last line of PostgreSQL's own lock file: starting, ready or stopping."""
    try:
        return (folder / "postmaster.pid").read_text().splitlines()[-1].strip()
    except (FileNotFoundError, IndexError):
        return ""
