"""What goes into the image for Docker is enough for the site; Docker itself is not there to try it with."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from django.conf import settings

BASE: Path = settings.BASE_DIR
DOCKERFILE = (BASE / "Dockerfile").read_text()
FIRST, *LINES = (BASE / ".dockerignore").read_text().splitlines()
LET_IN = {line.removeprefix("!") for line in LINES if line.startswith("!")}


def find_settings() -> str:
    """Return what the Dockerfile sets for the one command that it runs with the site's settings."""
    [given] = re.findall(r"^RUN (SECRET_KEY=.*) \\\n\s+python manage.py", DOCKERFILE, re.MULTILINE)
    return str(given)


def fill(folder: Path) -> None:
    """Put there what goes into the image, and no more."""
    for path in map(BASE.joinpath, LET_IN):
        if path.is_dir():
            shutil.copytree(path, folder / path.name, ignore=shutil.ignore_patterns("__pycache__"))
        elif path.is_file():
            shutil.copy(path, folder)


def test_what_the_image_copies_by_name_is_let_in() -> None:
    lines = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    copied = {name for line in lines for name in line.split()} - {"."}
    assert FIRST == "*"
    assert len(copied) > 5
    assert copied - LET_IN == set()


def test_the_site_is_whole_with_only_what_is_let_in(tmp_path: Path) -> None:
    fill(tmp_path)
    line = f"{find_settings()} '{sys.executable}' manage.py check"
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, env={}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
