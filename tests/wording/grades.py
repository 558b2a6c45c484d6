"""How hard the site's own words are to read, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import textstat
from textstat.backend.selections import list_words
from textstat.backend.utils import get_cmudict

from tests.wording.copy import find_copy
from tests.wording.tour import PageState

# Labels and headings of fewer words are no sentences, and would make a hard page look easy.
SHORTEST = 4


@dataclass(frozen=True)
class Grade:
    """The Flesch-Kincaid grade of one page: the school year in the US that reads it, here age minus five."""

    page: str
    grade: float
    words: int
    hardest: str


def grade(sentences: Iterable[str]) -> float:
    """Return the Flesch-Kincaid grade of these sentences together.

    0.39 words per sentence + 11.8 syllables per word - 15.59 (Kincaid and others, 1975).
    """
    text = " ".join(sentence if sentence[-1] in ".?!" else f"{sentence}." for sentence in sentences)
    _let_guess(text)
    return round(float(textstat.flesch_kincaid_grade(text)), 1) if text else 0.0


def _let_guess(text: str) -> None:
    """Let textstat 0.7.7 guess the syllables of words that its dictionary lacks: it means to, and fails."""
    known = get_cmudict("en_US")
    for word in list_words(text, lowercase=True):
        known.setdefault(word, [])


def list_sentences(html: str, foreign: Iterable[str]) -> list[str]:
    """Return the sentences that the page itself says, each once."""
    blocks = find_copy(html, foreign)
    said = [part.strip() for block in blocks for part in re.split(r"(?<=[.?!])\s", block)]
    return [part for part in dict.fromkeys(said) if len(part.split()) >= SHORTEST]


def grade_pages(sights: Iterable[PageState], foreign: Iterable[str]) -> list[Grade]:
    """Return the grade of each page, the hardest first; of pages that say the same, one."""
    pages = {tuple(list_sentences(html, foreign)): page for page, html in sights}
    grades = [
        Grade(page, grade(parts), sum(len(part.split()) for part in parts), max(parts, key=_alone))
        for parts, page in pages.items()
        if parts
    ]
    return sorted(grades, key=lambda each: -each.grade)


@cache
def _alone(sentence: str) -> float:
    return grade([sentence])


def table(grades: list[Grade]) -> str:
    """Return the grades as a table, with the average."""
    rows = [f"{each.grade:5.1f} {each.words:5d}  {each.page}" for each in grades]
    return "\n".join(["grade words  page", *rows, f"{average(grades):5.1f}        average of pages"])


def average(grades: list[Grade]) -> float:
    """Return the mean grade of the pages."""
    return round(sum(each.grade for each in grades) / len(grades), 1)
