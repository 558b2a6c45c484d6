"""What `docs/operations.md` says can be done so: its commands, settings and variables are tried here."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

from ideas_platform.local.site import GUNICORN_OPTIONS, WORKER_OPTIONS
from ideas_platform.server_settings import REQUIRED, REQUIRED_WHERE_KNOWN
from tests.operations_page import BASE, BLOCKS, COMPOSE, LINES, PAGE, find_lines


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
