"""A server is set up, and runs, by the lines of `docs/operations.md` and of the file for Docker."""

from __future__ import annotations

import json
import os
import re
import secrets
import shlex
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from ideas_platform.local.alone import run_postgres, run_valkey
from ideas_platform.local.paths import Paths, database_url, redis_url
from ideas_platform.local.programs import find_programs
from tests.local.running import free_port, seconds_until
from tests.operations_page import BASE, COMPOSE, LINES, PAGE, find_lines
from tests.services import CARELESS, PATIENCE, connect_as_superuser, make_data_dir


@pytest.fixture(scope="module")
def server() -> Iterator[Paths]:
    """Yield the places of a server that belongs to nobody yet."""
    with ExitStack() as stack:
        paths = make_data_dir(stack)
        stack.enter_context(run_postgres(paths, CARELESS))
        with connect_as_superuser(paths, "template1") as link:
            link.execute("DROP DATABASE ideas")
            link.execute("DROP OWNED BY ideas")
            link.execute("DROP ROLE ideas")
        yield paths


def run(paths: Paths, line: str, **more: str) -> None:
    """Run a line of the page with the programs of the wheel, on this server."""
    done = subprocess.run(
        shlex.split(line), cwd=BASE, env=surround(paths, more), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def surround(paths: Paths, more: dict[str, str]) -> dict[str, str]:
    """Return the environment of a line of the page: the programs of the wheel, this server, and more."""
    path = f"{find_wheel()}:{os.environ['PATH']}"
    return {"PATH": path, "PGHOST": str(paths.sockets), "LC_ALL": "C.UTF-8", **more}


def find_wheel() -> Path:
    """Return where the wheel's programs are: all of them, not the few that root's copy has."""
    return find_programs(make_paths(), None).postgres


def make_paths() -> Paths:
    """Return places of which nothing is used."""
    return Paths(Path("/nonexistent"), Path("/nonexistent"), Path("/nonexistent"))


def test_the_sites_account_is_made_as_the_page_says(server: Paths) -> None:
    lines = [*find_lines("createdb "), *find_lines("psql ")]
    assert len(lines) == 3
    for line in lines:
        run(server, line)
    # It can be run again.
    run(server, lines[1])
    with connect_as_superuser(server) as link:
        found = link.execute(
            "SELECT rolsuper, pg_has_role('ideas', 'pg_checkpoint', 'USAGE'),"
            " pg_has_role('ideas', 'pg_monitor', 'USAGE'),"
            " has_function_privilege('ideas', 'pg_switch_wal()', 'EXECUTE'),"
            " pg_get_userbyid(datdba), rolpassword <> ''"
            " FROM pg_authid, pg_database WHERE rolname = 'ideas' AND datname = 'ideas'"
        ).fetchone()
    assert found == (False, True, True, True, "ideas", True)


def test_docker_makes_the_sites_account_and_lets_no_superuser_in_from_outside(server: Paths) -> None:
    with connect_as_superuser(server, "template1") as link:
        link.execute("DROP DATABASE IF EXISTS ideas")
        link.execute("CREATE DATABASE ideas")
        link.execute("ALTER ROLE postgres PASSWORD 'hush'")
    script = COMPOSE["services"]["database"]["volumes"][1].partition(":")[0]
    role = COMPOSE["services"]["database"]["volumes"][2].partition(":")[0]
    run(
        server, script, POSTGRES_USER="postgres", POSTGRES_PASSWORD="it's secret", SITE_ROLE=str(BASE / role)
    )  # fmt: skip
    with connect_as_superuser(server) as link:
        found = link.execute(
            "SELECT rolname, rolsuper, rolpassword IS NOT NULL FROM pg_authid"
            " WHERE rolcanlogin ORDER BY rolname"
        ).fetchall()
    assert found == [("ideas", False, True), ("postgres", True, False)]


def test_a_server_is_set_up_and_runs_by_the_lines_of_the_page(server: Paths, tmp_path: Path) -> None:
    with connect_as_superuser(server, "template1") as link:
        link.execute("DROP DATABASE IF EXISTS ideas")
    programs = re.findall(r"^\| `(web|worker)` \| `(\.venv/bin/[^`]+)` \|", PAGE, re.MULTILINE)
    assert [role for role, _line in programs] == ["web", "worker", "worker"]
    manage = ".venv/bin/python manage.py "
    lines = [
        *find_lines("createdb "),
        *find_lines("psql "),
        *(line for line in LINES if line.startswith((f"{manage}collectstatic", f"{manage}migrate"))),
        f"{manage}check --database default",
        f"{manage}invite_staff you@example.org",
        f"{programs[0][1]} --check-config",
    ]
    assert len(lines) == 8
    site = describe_server(server, tmp_path)
    for line in lines:
        run(server, line, **site)
    with connect_as_superuser(server) as link:
        found = link.execute("SELECT email, is_staff, is_superuser FROM workshops_user").fetchall()
    assert found == [("you@example.org", True, True)]
    assert any((tmp_path / "static" / "build").glob("app.*.css"))
    see_it_at_work(server, programs, site, tmp_path)


def see_it_at_work(
    server: Paths, programs: list[tuple[str, str]], site: dict[str, str], folder: Path
) -> None:
    """Run the three programs until all say that they live and what beat starts was done; then end them."""
    port, letter = free_port(), uuid.uuid4()
    with connect_as_superuser(server) as link, ExitStack() as stack:
        link.execute(
            "INSERT INTO workshops_outboxemail"
            " (id, key, kind, recipient, subject, text, html, unsubscribe_url, claimed, tries)"
            " VALUES (%s, 'waits', 'code', 'you@example.org', 'Code', '123456', '', '', false, 0)",
            [letter],
        )
        broker = make_data_dir(stack)
        stack.enter_context(run_valkey(broker))
        site = {**site, "REDIS_URL": redis_url(broker.data)}
        running = []
        for role, line in programs:
            placed = line.replace("127.0.0.1:8000", f"127.0.0.1:{port}").replace("/run/ideas/", f"{folder}/")
            environment = surround(server, {**site, "PROCESS_ROLE": role})
            running.append(stack.enter_context(start(placed, environment)))

        def is_at_work() -> bool:
            """Return whether all live, and the worker has looked at the letter, which waits for the web."""
            assert [one.args for one in running if one.poll() is not None] == []
            looks = link.execute("SELECT tries FROM workshops_outboxemail WHERE id = %s", [letter]).fetchone()
            if looks == (0,):
                return False
            parts = ask_whether_ready(port)
            return all(parts.get(name) == "ok" for name in ("broker", "worker", "beat"))

        seconds_until(is_at_work, float(PATIENCE))
    assert list(folder.glob("beat*")) != []


@contextmanager
def start(line: str, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Run a line of the page until the block ends. Then it must still be there, and ends without a fault."""
    process = subprocess.Popen(shlex.split(line), cwd=BASE, env=environment)
    try:
        yield process
        assert process.poll() is None, f"“{line}” ended by itself"
    finally:
        process.terminate()
        process.wait()
    assert process.returncode == 0, f"“{line}” ended with {process.returncode}"


def ask_whether_ready(port: int) -> dict[str, str]:
    """Return what /readyz says of each part; nothing before the web serves."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/readyz", headers={"Host": "ideas.example"})
        parts: dict[str, str] = json.loads(connection.getresponse().read())
    except ConnectionRefusedError:
        return {}
    finally:
        connection.close()
    return parts


def describe_server(paths: Paths, folder: Path) -> dict[str, str]:
    """Return the variables that the page asks for, of a site on this database with its files here."""
    (folder / "keys").mkdir(exist_ok=True)
    return {
        "LOCAL_MODE": "0",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DATABASE_URL": database_url(paths.data),
        "REDIS_URL": "redis://localhost",
        "EMAIL_URL": "smtp://localhost",
        "PUBLIC_ADDRESS": "https://ideas.example",
        "ALLOWED_HOSTS": "ideas.example",
        "KEY_DIR": str(folder / "keys"),
        "MEDIA_DIR": str(folder / "media"),
        "STATIC_ROOT": str(folder / "static"),
    }
