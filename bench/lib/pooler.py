"""PgBouncer in transaction mode in front of the database that DATABASE_URL names."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from environ import Env

from ideas_platform.local.account import find_account
from ideas_platform.local.folders import PRIVATE, make_folder
from ideas_platform.local.part import run_as
from ideas_platform.local.paths import locate

PORT = 6432
SERVER_CONNECTIONS = 2
PATIENCE = 20.0
SETTINGS = """[databases]
* = {where}
[pgbouncer]
unix_socket_dir = {folder}
listen_port = {port}
auth_type = any
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 100
log_connections = 0
log_disconnections = 0
"""


def find_pgbouncer() -> str | None:
    """Return the program, None where this machine has none. Debian has it where only root looks."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")


@contextmanager
def run_pooler(size: int = SERVER_CONNECTIONS) -> Iterator[dict[str, str]]:
    """Run PgBouncer until the block ends; yields the environment of a web behind it.

    Raises RuntimeError where it does not start, FileNotFoundError where it is not installed.
    """
    program = find_pgbouncer()
    if program is None:
        raise FileNotFoundError("PgBouncer is not installed: apt-get install pgbouncer")
    direct = os.environ["DATABASE_URL"]
    account = find_account(locate(Path(os.environ["DATA_DIR"])))
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="pgb-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        make_folder(folder, account, PRIVATE)
        settings = folder / "pgbouncer.ini"
        settings.write_text(
            SETTINGS.format(where=_describe_server(direct), folder=folder, port=PORT, size=size)
        )
        settings.chmod(0o644)
        process = subprocess.Popen(
            [program, "--quiet", str(settings)], cwd="/", start_new_session=True, **run_as(account)
        )
        stack.callback(process.wait)
        stack.callback(process.terminate)
        _wait_for(folder / f".s.PGSQL.{PORT}", process)
        name = Env.db_url_config(direct)["NAME"]
        pooled = f"postgres://ideas@:{PORT}/{quote(str(folder), safe='')}/{name}"
        yield {"DATABASE_URL": pooled, "DIRECT_DATABASE_URL": direct, "DATABASE_POOLER": "transaction"}


def _describe_server(address: str) -> str:
    """Return where the server is, as PgBouncer wants it."""
    known = Env.db_url_config(address)
    words = {
        "host": known["HOST"],
        "port": known["PORT"],
        "user": known["USER"],
        "password": known["PASSWORD"],
    }
    return " ".join(f"{name}={value}" for name, value in words.items() if value)


def _wait_for(place: Path, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket(socket.AF_UNIX) as line:
            if line.connect_ex(str(place)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("PgBouncer did not start.")
