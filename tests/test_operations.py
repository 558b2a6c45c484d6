"""What `docs/operations.md` says can be done so: its commands, settings and variables are tried here."""

from __future__ import annotations

import os
import re
import secrets
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands, load_command_class

from ideas_platform.local.alone import run_postgres
from ideas_platform.local.paths import Paths, database_url
from ideas_platform.local.programs import find_programs
from ideas_platform.local.site import GUNICORN_OPTIONS, WORKER_OPTIONS
from ideas_platform.server_settings import REQUIRED, REQUIRED_WHERE_KNOWN
from tests.services import CARELESS, connect_as_superuser, make_data_dir

BASE: Path = settings.BASE_DIR
PAGE = (BASE / "docs" / "operations.md").read_text()
COMPOSE: dict[str, Any] = yaml.safe_load((BASE / "docker-compose.yml").read_text())
BLOCKS = re.findall(r"^```\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
LINES = [line.partition(" # ")[0].strip() for block in BLOCKS for line in block.splitlines() if line.strip()]


def find_lines(start: str) -> list[str]:
    """Return the lines of all blocks that begin so."""
    return [line for line in LINES if line.startswith(start)]


def list_commands() -> list[str]:
    """Return each command of manage.py that the page gives in a block or in its table, with its arguments."""
    inside = [line.partition("manage.py ")[2] for line in LINES if "manage.py " in line]
    table = PAGE[PAGE.index("| command | what |") : PAGE.index("`S` is the slug")]
    given = re.findall(r"^\| `([^`]+)`(?: or `([^`]+)`)?", table, re.MULTILINE)
    rows = [row for row, _more in given]
    named = re.findall(r"`manage\.py ([^`…]+)`", PAGE)
    return sorted({*inside, *rows, *named} - {"APP NAME", "migrate APP NAME", "migrate APP NAME`"})


def spell_out(line: str) -> list[str]:
    """Return the arguments of a command, with all that it may take and something in each place."""
    line = re.sub(r"\(or [^)]*\)", "", line.replace("[", "").replace("]", ""))
    places = {"N": "8001", "SECONDS": "5", "EMAIL": "you@example.org", "DIR": "."}
    return [places.get(word, word) for word in shlex.split(line)]


@pytest.mark.parametrize("line", list_commands())
def test_a_command_of_ours_is_there_and_takes_what_the_page_gives_it(line: str) -> None:
    name, *arguments = spell_out(line)
    command = load_command_class(get_commands()[name], name)
    command.create_parser("manage.py", name).parse_args(arguments)


def test_every_command_of_ours_stands_in_the_table() -> None:
    ours = {name for name, app in get_commands().items() if (BASE / str(app).partition(".")[0]).is_dir()}
    assert ours - {line.split()[0] for line in list_commands()} == set()


def test_what_make_is_asked_for_is_there() -> None:
    targets = re.findall(r"^([\w./-]+)(?: .*)?:", (BASE / "Makefile").read_text(), re.MULTILINE)
    asked = {word for line in find_lines("make ") for word in line.split()[1:]}
    asked |= set(re.findall(r"`make ([a-z-]+)`", PAGE))
    assert asked - set(targets) - {".venv/.installed"} == set()
    assert ".venv/.installed:" in (BASE / "Makefile").read_text()


def test_what_docker_is_asked_for_is_in_the_compose_file() -> None:
    lines = find_lines("docker compose ")
    assert len(lines) >= 4
    for line in lines:
        words = shlex.split(line)
        assert words[2] in {"up", "run", "exec"}
        named = [word for word in words[3:] if word in COMPOSE["services"]]
        assert named or words[2:] == ["up", "--detach", "--build"], line


@pytest.mark.parametrize(("program", "options"), [("gunicorn", GUNICORN_OPTIONS), ("celery", WORKER_OPTIONS)])
def test_the_programs_have_the_options_with_which_local_mode_runs_them(
    program: str, options: tuple[str, ...]
) -> None:
    [line] = [
        line
        for line in re.findall(r"`(\.venv/bin/[^`]+)`", PAGE)
        if f"{program} " in line and "beat" not in line
    ]
    words = shlex.split(line)
    assert (BASE / words[0]).is_file()
    assert [word for word in options if word not in words] == []


def test_beat_is_asked_for_what_it_takes(tmp_path: Path) -> None:
    [line] = [line for line in re.findall(r"`(\.venv/bin/[^`]+)`", PAGE) if " beat " in line]
    words = shlex.split(line)
    compose = COMPOSE["services"]["beat"]["command"]
    assert [word for word in words if word.startswith("--")] == [
        word for word in compose if word.startswith("--")
    ]


def read_settings(block: str) -> dict[str, str]:
    """Return the settings of PostgreSQL in a block."""
    pairs = (line.partition(" = ") for line in block.splitlines() if " = " in line)
    return {name: value for name, _is, value in pairs}


def test_the_settings_of_the_page_and_of_docker_are_those_that_the_site_asks_for() -> None:
    [block] = [block for block in BLOCKS if block.startswith("log_min_error_statement")]
    wanted = {**REQUIRED, **REQUIRED_WHERE_KNOWN}
    stated = read_settings(block)
    assert {name: stated.get(name) for name in wanted} == wanted
    given = dict(re.findall(r"-c (\w+)=(\S+)", COMPOSE["services"]["database"]["command"]))
    # Off unless somebody turns it on.
    assert {"archive_mode": "off", **given} == stated


def test_the_variables_of_the_page_are_those_that_are_read() -> None:
    table = PAGE[PAGE.index("| variable | meaning | default |") : PAGE.index("A server that lacks")]
    stated = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    code = "".join(path.read_text() for path in sorted((BASE / "ideas_platform").glob("*.py")))
    read = set(re.findall(r"env\.\w+\(\s*[\"'](\w+)[\"']", code))
    assert (read - stated, stated - read) == (set(), set())


def test_docker_passes_on_every_variable_that_is_for_a_server() -> None:
    passed = {name for service in COMPOSE["services"].values() for name in service.get("environment", {})}
    table = PAGE[PAGE.index("| variable | meaning | default |") : PAGE.index("A server that lacks")]
    stated = set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))
    assert stated - passed == {"LOCAL_MODE", "DATA_DIR", "PORT", "STATIC_ROOT"}


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
    wheel = find_wheel()
    environment = {
        "PATH": f"{wheel}:{os.environ['PATH']}",
        "PGHOST": str(paths.sockets),
        "LC_ALL": "C.UTF-8",
        **more,
    }
    done = subprocess.run(
        shlex.split(line), cwd=BASE, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


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


def test_a_server_is_set_up_by_the_lines_of_the_page(server: Paths, tmp_path: Path) -> None:
    with connect_as_superuser(server, "template1") as link:
        link.execute("DROP DATABASE IF EXISTS ideas")
    [web] = [line for line in re.findall(r"`(\.venv/bin/[^`]+)`", PAGE) if "gunicorn " in line]
    manage = ".venv/bin/python manage.py "
    lines = [
        *find_lines("createdb "),
        *find_lines("psql "),
        *(line for line in LINES if line.startswith((f"{manage}collectstatic", f"{manage}migrate"))),
        f"{manage}check --database default",
        f"{manage}invite_staff you@example.org",
        f"{web} --check-config",
    ]
    assert len(lines) == 8
    for line in lines:
        run(server, line, **describe_server(server, tmp_path))
    with connect_as_superuser(server) as link:
        found = link.execute("SELECT email, is_staff, is_superuser FROM workshops_user").fetchall()
    assert found == [("you@example.org", True, True)]
    assert any((tmp_path / "static" / "build").glob("app.*.css"))


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
