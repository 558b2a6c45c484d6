"""The built-in PostgreSQL: no network, no trace of who did what in its logs."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ideas_platform.local.account import Account
from ideas_platform.local.folders import PRIVATE, make_folder
from ideas_platform.local.identity import PROC, Identity, identify
from ideas_platform.local.part import Part, run_as
from ideas_platform.local.paths import DATABASE, POSTGRES_PORT, SUPERUSER, Paths
from ideas_platform.local.patience import patience
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
    "log_duration": "off",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    # Parts of the write-ahead log that are done with are deleted, not kept to be written over one day.
    "wal_recycle": "off",
    "min_wal_size": "32MB",
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
SITE_ROLE = Path(__file__).with_name("site_role.sql")
SETTLED = "site_role_is_settled_2"
RENAME = f"UPDATE pg_authid SET rolname = '{SUPERUSER}' WHERE oid = 10;"  # noqa: S608  # nosec B608
CREATE = f"CREATE DATABASE {DATABASE} OWNER {DATABASE};"
BARE = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
INITIALISE = (
    "--username", SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8", "--text-search-config=english",
)  # fmt: skip


def prepare_postgres(paths: Paths, programs: Programs, account: Account | None) -> None:
    """Make the data folder with its empty database where there is none; it appears whole or not at all.

    Raises Refusal where the data are of another version of PostgreSQL, or cannot be made.
    """
    if paths.postgres.exists():
        _check_version(paths.postgres)
        _drop_stale_lock(paths.postgres)
        _settle_role(paths.postgres, programs, account)
        return
    draft = paths.postgres.with_name("postgres.draft")
    shutil.rmtree(draft, ignore_errors=True)
    make_folder(draft, account, PRIVATE)
    _run((str(programs.postgres / "initdb"), "-D", str(draft), *INITIALISE), account)
    _settle_role(draft, programs, account, CREATE)
    draft.rename(paths.postgres)


def _settle_role(folder: Path, programs: Programs, account: Account | None, create: str = "") -> None:
    """Give the site an account without superuser, once; earlier versions had a superuser of that name."""
    if (folder / SETTLED).exists():
        return
    template = f"{RENAME}\n\n{SITE_ROLE.read_text()}{create}\n\n"
    for database, statements in (("template1", template), (DATABASE, SITE_ROLE.read_text())):
        # Without a server, one is its superuser whatever that is called. -j: statements have several lines.
        alone = (str(programs.postgres / "postgres"), "--single", "-j", "-D", str(folder))
        options = ("-c", "log_checkpoints=off", "-c", "exit_on_error=on")
        _run((*alone, *options, database), account, statements)
    (folder / SETTLED).touch()


def _run(command: tuple[str, ...], account: Account | None, text: str = "") -> None:
    done = subprocess.run(  # noqa: S603 - the commands are ours
        command, env=BARE, cwd="/", input=text.encode(), capture_output=True, timeout=patience(),
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
    done = subprocess.run(command, env=BARE, cwd="/", check=False, timeout=patience())  # noqa: S603
    return done.returncode == 0


def _read_status(folder: Path) -> str:
    """Return the last line of PostgreSQL's own lock file: starting, ready or stopping."""
    try:
        return (folder / "postmaster.pid").read_text().splitlines()[-1].strip()
    except (FileNotFoundError, IndexError):
        return ""
