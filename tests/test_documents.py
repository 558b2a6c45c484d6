"""The documents: decisions have numbers of their own, and every link between pages leads somewhere."""

import re
from pathlib import Path

from ideas_platform.settings import BASE_DIR

PAGES = [*BASE_DIR.glob("*.md"), *(BASE_DIR / "docs").rglob("*.md")]
LINK = re.compile(r"\[([^\]]*)\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)")


def _list_anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_each_decision_has_a_number_of_its_own_which_its_title_repeats() -> None:
    pages = sorted((BASE_DIR / "docs" / "decisions").glob("*.md"))
    numbers = [page.name[:4] for page in pages]
    assert len(set(numbers)) == len(numbers)
    titles = [page.read_text().splitlines()[0][:8] for page in pages]
    assert titles == [f"# {number}. " for number in numbers]


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
