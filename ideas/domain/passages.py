"""Passages of a text: whether they stand in it word for word, and a mark in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ideas.models import Comment, CommentRevision, Idea, Revision

# What stands in the place of covered words, for everybody: plain text, so that it is read aloud and exported
# as it is. It is stored, so it is not translated.
MARK = "[covered]"
TEXTS = ("title", "body")
Wording = Idea | Comment | Revision | CommentRevision
Place = tuple[str, int, int]


def cover(text: str, passages: Iterable[str], flags: re.RegexFlag = re.NOFLAG) -> str:
    """Return the text with the mark in place of each passage, wherever it stands as words of its own.

    The longest go first, since one may be a part of another. Marks that stand there already stay.
    """
    for passage in sorted(passages, key=len, reverse=True):
        pieces = text.split(MARK)
        text = MARK.join(_pattern(passage, flags).sub(MARK, piece) for piece in pieces)
    return text


def is_in(item: Wording, passage: str) -> bool:
    """Return whether this passage stands in the title or the text."""
    return is_in_texts(list_texts(item), passage)


def is_in_texts(texts: Iterable[str], passage: str) -> bool:
    """Return whether this passage stands in one of these texts as words of its own."""
    return any(cover(text, [passage]) != text for text in texts)


def find_places(item: Wording, passages: Sequence[str]) -> list[Place]:
    """Return where each passage stands first: the name of the field, start and end. It keeps no words."""
    return [
        (name, match.start(), match.end())
        for passage in passages
        for name, text in name_texts(item)
        if (match := _pattern(passage, re.NOFLAG).search(text))
    ]


def is_too_long(item: Wording, passages: Sequence[str]) -> bool:
    """Return whether the title or the text would not fit into the table with these passages covered."""
    return any(len(cover(text, passages)) > find_limit(item, name) for name, text in name_texts(item))


def list_texts(item: Wording) -> list[str]:
    """Return the title, where there is one, and the text."""
    return [text for _name, text in name_texts(item)]


def name_texts(item: Wording) -> list[tuple[str, str]]:
    """Return the same, each with the name of its field."""
    return [(name, getattr(item, name)) for name in TEXTS if hasattr(item, name)]


def find_limit(item: Wording, name: str) -> int:
    """Return how many characters fit into this field."""
    return int(getattr(item._meta.get_field(name), "max_length", 0))


def list_lines(text: str) -> list[str]:
    """Return the lines of a text without space around them, and without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pattern(passage: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """Return what finds the passage, but not as a part of a longer word: to cover "Ann" leaves "annual"."""
    start, end = (r"\b" if re.match(r"\w", letter) else "" for letter in (passage[0], passage[-1]))
    return re.compile(f"{start}{re.escape(passage)}{end}", flags)
