"""The documents: decisions have numbers of their own, and every link between pages leads somewhere."""

import re
from pathlib import Path

import pytest

from ideas_platform.settings import BASE_DIR
from tests.documents.source import list_files

PAGES = [*BASE_DIR.glob("*.md"), *(BASE_DIR / "docs").rglob("*.md")]
DECISIONS = sorted((BASE_DIR / "docs" / "decisions").glob("0*.md"))
SHAPE = ["Context", "Decision", "Consequences"]
LINK = re.compile(r"\[([^\]]*)\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")


def _list_anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_decisions_are_numbered_without_a_gap_and_their_titles_say_so() -> None:
    assert [page.name[:5] for page in DECISIONS] == [f"{n:04}-" for n in range(1, len(DECISIONS) + 1)]
    titles = [page.read_text().splitlines()[0][:8] for page in DECISIONS]
    assert titles == [f"# {page.name[:4]}. " for page in DECISIONS]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_each_decision_says_from_what_what_and_with_what_consequences(page: Path) -> None:
    headings = re.findall(r"^## (.*)$", page.read_text(), re.MULTILINE)
    assert [heading for heading in headings if heading in SHAPE] == SHAPE
    assert headings[0] == SHAPE[0]


def test_the_index_names_each_decision_by_its_title() -> None:
    index = (BASE_DIR / "docs" / "decisions" / "README.md").read_text()
    titles = [page.read_text().splitlines()[0].removeprefix("# ")[6:] for page in DECISIONS]
    expected = [
        f"- [{page.name[:4]}]({page.name}) {title}" for page, title in zip(DECISIONS, titles, strict=True)
    ]
    assert re.findall(r"^- .*$", index, re.MULTILINE) == expected


def test_every_link_leads_to_a_page_and_a_heading_that_are_there() -> None:
    lost = []
    for page in PAGES:
        for words, path, anchor in LINK.findall(page.read_text()):
            target = page.parent / path if path else page
            is_there = target.exists() and (not anchor or anchor in _list_anchors(target))
            names_it = not re.fullmatch(r"\d{4}", words) or target.name.startswith(words)
            if not (is_there and names_it):
                lost.append((page.name, words, path, anchor))
    assert lost == []


def test_every_page_that_the_code_cites_is_there() -> None:
    cited = {
        (name, page)
        for name in list_files()
        if name.endswith((".py", ".html", ".toml"))
        for page in re.findall(r"\bdocs/[\w/.-]+\.md\b", (BASE_DIR / name).read_text())
    }
    assert [(name, page) for name, page in sorted(cited) if not (BASE_DIR / page).exists()] == []
