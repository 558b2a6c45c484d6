"""One word for one thing: what no page, letter or message may call by another name."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

ROOMS = (
    "ideas",
    "workshops",
    "voting",
    "moderation",
    "results",
    "organising",
    "events",
    "pledges",
    "demo",
    "ideas_platform",
)
MARKED = re.compile(r"""_\(\s*((?:["'][^"']*["']\s*)+)""")
OTHER_NAMES = {
    r"\bwithdrawn\b|\bwithdrew\b|\bwithdraw\b": "taken back",
    r"\bworkplaces?\b|\bplaces? of work\b": "organisation",
    r"not (yet )?built|is not built|coming soon": "what is not there is not promised on a page",
}


def read_words() -> dict[str, str]:
    """Return what readers are told, by file: the text of templates, and what Python marks for translation."""
    words = {}
    for path in sorted(Path(settings.BASE_DIR, "templates").rglob("*.*")):
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", " ", path.read_text())
        quoted = re.findall(r"""translate ["']([^"']*)["']""", path.read_text())
        words[str(path)] = " ".join([text, *quoted])
    for room in ROOMS:
        for path in sorted(Path(settings.BASE_DIR, room).rglob("*.py")):
            if "migrations" not in path.parts:
                words[str(path)] = " ".join(MARKED.findall(path.read_text()))
    return words


def test_nothing_that_readers_see_has_two_names() -> None:
    words = read_words()
    assert sum("taken" in text for text in words.values()) > 5
    found = [
        (file, match.group())
        for file, text in words.items()
        for wrong in OTHER_NAMES
        for match in re.finditer(wrong, text, re.IGNORECASE)
    ]
    assert found == []
