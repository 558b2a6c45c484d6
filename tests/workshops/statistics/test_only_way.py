"""Numbers about people have one source: nothing but workshops/statistics counts members."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

APPS = (
    "ideas_platform",
    "workshops",
    "ideas",
    "voting",
    "moderation",
    "results",
    "organising",
    "events",
    "pledges",
    "demo",
)
SOURCE = "workshops/statistics/"
# One membership is nobody to count: it is that of who asks.
PEOPLE = re.compile("Membership|memberships|membership_set|User|members(?!hip)|participants")
COUNTING = {"count", "Count", "aggregate", "acount", "len"}
TABLES = ("workshops_membership", "workshops_user")
# Lengths that leave the server nowhere: of arrays in memory, of made-up people, and of a file that is read.
INSIDE = (
    "voting/releases/who_took_part.py",
    "voting/releases/crowd.py",
    "workshops/domain/invitation_rounds.py",  # letters that organisers sent, whoever came
    "demo/accounts.py",
    "demo/invented_members.py",
    "demo/published/loading.py",
    "voting/polis/",
)


def find_counts(text: str) -> Iterator[int]:
    """Yield the lines of statements that count something of people."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _name(node.func) in COUNTING:
            words = ast.unparse(node)
            if PEOPLE.search(words):
                yield node.lineno
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = node.value.lower()
            if "count(" in words and any(table in words for table in TABLES):
                yield node.lineno


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def list_sources() -> Iterator[Path]:
    for app in APPS:
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            known = any(part in path.as_posix() for part in (SOURCE, *INSIDE))
            if "migrations" not in path.parts and not known:
                yield path


def test_no_other_module_counts_people() -> None:
    found = [f"{path}:{line}" for path in list_sources() for line in find_counts(path.read_text())]
    assert found == []


def test_no_template_counts_people() -> None:
    folder = Path(settings.BASE_DIR) / "templates"
    texts = {path: path.read_text() for path in folder.rglob("*") if path.is_file()}
    assert [path for path, text in texts.items() if "memberships" in text or "membership_set" in text] == []


@pytest.mark.parametrize(
    "leak",
    [
        "Membership.objects.filter(workshop=w).count()",
        "Workshop.objects.annotate(n=Count('memberships'))",
        "w.memberships.aggregate(n=Max('pk'))",
        "User.objects.count()",
        "len(Membership.objects.filter(workshop=w))",
        "len(list(w.memberships.all()))",
        "'SELECT count(*) FROM workshops_membership'",
    ],
)
def test_a_count_of_people_elsewhere_is_found(leak: str) -> None:
    assert list(find_counts(f"number = {leak}")) == [1]


def test_the_count_of_something_else_is_none_of_people() -> None:
    assert list(find_counts("number = Idea.objects.published().count()")) == []
