"""What commands print leads to the site that runs, whatever its port."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ideas_platform.local.paths import locate
from ideas_platform.local.port import USUAL, find_port, note_port
from tests.local.running import BASE_DIR

ASK = "from django.conf import settings; print(settings.PUBLIC_ADDRESS)"


def test_the_port_stands_there_while_the_site_runs(tmp_path: Path) -> None:
    paths = locate(tmp_path)
    paths.supervisor.mkdir()
    assert find_port(paths) == USUAL
    with note_port(paths, 8123):
        assert find_port(paths) == 8123
    assert find_port(paths) == USUAL


@pytest.mark.parametrize("words", ["", "soon"])
def test_what_is_no_port_is_not_believed(tmp_path: Path, words: str) -> None:
    paths = locate(tmp_path)
    paths.supervisor.mkdir()
    paths.port.write_text(words)
    assert find_port(paths) == USUAL


def read_address(data: Path, **environment: str) -> str:
    """Return the address of the site as a command beside it knows it."""
    known = {name: value for name, value in os.environ.items() if name not in {"PORT", "PUBLIC_ADDRESS"}}
    ours = {"LOCAL_MODE": "1", "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "ideas_platform.settings"}
    command, names = [sys.executable, "-c", ASK], {**known, **ours, **environment}
    done = subprocess.run(command, env=names, cwd=BASE_DIR, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_command_beside_the_site_names_its_address(tmp_path: Path) -> None:
    paths = locate(tmp_path)
    paths.supervisor.mkdir()
    with note_port(paths, 8123):
        assert read_address(tmp_path) == "http://127.0.0.1:8123"
        assert read_address(tmp_path, PORT="9000") == "http://127.0.0.1:9000"
        named = read_address(tmp_path, PUBLIC_ADDRESS="https://ideas.example")
        assert named == "https://ideas.example"
