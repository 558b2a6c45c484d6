"""No file cites a page that a reader of this repository does not have."""

import re

import pytest

from ideas_platform.settings import BASE_DIR
from tests.documents.source import list_files

PAGES = "product|anonymity|ranking|house|desk|declaration|reliability|style"
OUTSIDE = re.compile(rf"(?<![\w-])(?:{PAGES})\.md\b|shared/design")
TEXTS = (".py", ".md", ".html", ".toml", ".yml", ".txt", ".js", ".scss", ".sql", ".sh", ".json")
HERE = "tests/documents/test_outside.py"


def list_texts() -> list[str]:
    """Return the texts of this repository but for this one, by path."""
    names = sorted(list_files() - {HERE})
    return [name for name in names if name.endswith(TEXTS) or name in {"Makefile", "Dockerfile"}]


def test_no_file_names_a_page_of_outside() -> None:
    texts = {name: (BASE_DIR / name).read_text() for name in list_texts()}
    assert len(texts) > 1000
    assert [f"{name}: {found[0]}" for name, text in texts.items() for found in OUTSIDE.finditer(text)] == []


@pytest.mark.parametrize("words", ["see product.md", "`ranking.md`, part 2", "../shared/design/desk.md"])
def test_one_that_is_cited_is_found(words: str) -> None:
    assert OUTSIDE.search(words)


@pytest.mark.parametrize(
    "words", ["decisions/0099-the-declaration.md", "docs/architecture.md", "in anonymity."]
)
def test_our_own_pages_are_none_of_them(words: str) -> None:
    assert OUTSIDE.search(words) is None
