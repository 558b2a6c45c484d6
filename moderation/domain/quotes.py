"""Quotes: parts of a text that is coded, kept as places in it, so that they say just what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moderation.domain.texts import read_title
from moderation.models import Coding, Quote, Text

MOST = 10
SHORTEST = 2


@dataclass(frozen=True)
class Place:
    """Where a passage stands: in the title or the text, from which character on, and how long it is."""

    in_title: bool
    start: int
    length: int


def find_place(item: Text, passage: str) -> Place | None:
    """Return where the passage stands first, word for word, None where it does not."""
    passage = passage.replace("\r\n", "\n").strip()
    if len(passage) < SHORTEST:
        return None
    for in_title, text in ((False, item.body), (True, read_title(item))):
        start = text.find(passage)
        if start >= 0:
            return Place(in_title, start, len(passage))
    return None


def read_quote(item: Text, quote: Quote) -> str:
    """Return the words of a quote as they stand in the item now."""
    text = read_title(item) if quote.in_title else item.body
    return text[quote.start : quote.start + quote.length]


def list_passages(item: Text, quotes: Iterable[Quote]) -> list[str]:
    """Return the words of these quotes in the order of the text; what stands nowhere any more is left out."""
    ordered = sorted(quotes, key=lambda quote: (not quote.in_title, quote.start, quote.length))
    passages = (read_quote(item, quote) for quote in ordered)
    return list(dict.fromkeys(passage for passage in passages if passage))


def keep_quotes(coding: Coding, places: Sequence[Place]) -> None:
    """Let a coding have the quotes at these places and no others."""
    coding.quotes.all().delete()
    Quote.objects.bulk_create(
        Quote(coding=coding, in_title=place.in_title, start=place.start, length=place.length)
        for place in dict.fromkeys(places)
    )
