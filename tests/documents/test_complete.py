"""What has a table in the documents stands in it as a whole: commands, settings, sides."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from anonymity.sides import CONTRIBUTION, IDENTITY, SIGNED, WORK
from ideas_platform.settings import BASE_DIR

ARCHITECTURE = (BASE_DIR / "docs" / "architecture.md").read_text()
OPERATIONS = (BASE_DIR / "docs" / "operations.md").read_text()
OF_DJANGO = {"admin", "auth", "contenttypes"}


def read_row(side: str) -> str:
    """Return the tables that the page on architecture names on this side."""
    row = re.search(rf"^\| {side} \| (.*?) \|", ARCHITECTURE, re.MULTILINE)
    assert row is not None
    return row[1]


@pytest.mark.parametrize(
    ("side", "tables"),
    [("contribution", CONTRIBUTION), ("identity", IDENTITY), ("signed", SIGNED), ("work", WORK)],
)
def test_each_table_stands_in_the_row_of_its_side(side: str, tables: frozenset[str]) -> None:
    names = {name for app, _dot, name in (one.partition(".") for one in tables) if app not in OF_DJANGO}
    assert set(re.findall(r"\b[A-Z]\w+\b", read_row(side))) - {"Django"} == names


def test_each_command_of_ours_is_explained() -> None:
    rows = "\n".join(re.findall(r"^\| `.*$", OPERATIONS.partition("\n## Commands\n")[2], re.MULTILINE))
    ours = {name for name, app in get_commands().items() if (BASE_DIR / app.replace(".", "/")).is_dir()}
    assert {name for name in ours if f"`{name}" not in rows} == set()


def test_each_setting_that_the_environment_gives_is_explained() -> None:
    source = "".join(path.read_text() for path in Path(BASE_DIR / "ideas_platform").glob("*settings*.py"))
    read = set(re.findall(r"\benv\.\w+\(\s*\"(\w+)\"", source))
    table = OPERATIONS.partition("\n## Environment variables\n")[2].partition("\n## ")[0]
    assert read - set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE)) == set()
