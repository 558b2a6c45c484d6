"""The demo's codebook, and codings of about half of its texts: of the blind share by two people."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from demo.content import FOLDER
from moderation.domain.blind_share import find_blind
from moderation.domain.code_changes import CodeText, add_code
from moderation.domain.share_setting import set_share
from moderation.domain.texts import is_shown, read_title, refer_to
from moderation.models import ChosenCode, Code, Coding, Quote, Text
from workshops.models import Membership, Workshop

BOOK = "codebook.toml"
MOST_CODES = 3
# One text in so many of those outside the blind share is coded; of all coded ones each has its first sentence
# marked in one case of so many.
STRIDE, QUOTED = 2, 4
# Per cent of the texts that two people read, and how many of them they have read: enough for the chances of
# suggested codes to be told, and some are left to be coded.
SHARE, CODED_BY_TWO = 40, 65
# The second person leaves out a code in one case of so many.
LEFT_OUT = 4
LONGEST_QUOTE = 160


@dataclass(frozen=True)
class Pointer:
    """A code, and the words by which the demo's staff find it."""

    code: Code
    words: Sequence[str]


def add_codings(workshop: Workshop, items: Sequence[Text], staff: Sequence[Membership]) -> None:
    """Store the codebook, and what two of the staff have coded; the key must be there."""
    first, second = staff[:2]
    first.workshop = second.workshop = workshop
    pointers = list(add_codebook(first, FOLDER / BOOK))
    set_share(actor=first, percent=SHARE, seen=0)
    made = _begin_codings(workshop, [item for item in items if is_shown(item)], first, second)
    Coding.objects.bulk_create(coding for coding, _item in made)
    _add_chosen_codes(made, pointers)
    Quote.objects.bulk_create(quote for coding, item in made for quote in _mark(coding, item))


def add_codebook(actor: Membership, path: Path) -> Iterator[Pointer]:
    """Store the codebook of this file, and yield its codes."""
    book: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    for family in book["family"]:
        head = add_code(actor=actor, text=CodeText(family["name"]))
        for one in family["code"]:
            text = CodeText(one["name"], one["definition"], one["example"], head.pk)
            yield Pointer(add_code(actor=actor, text=text), one.get("words", ()))


def _begin_codings(
    workshop: Workshop, items: Sequence[Text], first: Membership, second: Membership
) -> list[tuple[Coding, Text]]:
    """Return two codings of some of the blind share, and one of half of the other items."""
    by_two, by_one = _part(workshop, items)
    made = [(_begin(workshop, item, first, 1, is_blind=False), item) for item in by_one]
    made += [(_begin(workshop, item, first, 1, is_blind=True), item) for item in by_two]
    return made + [(_begin(workshop, item, second, 2, is_blind=True), item) for item in by_two]


def _part(workshop: Workshop, items: Sequence[Text]) -> tuple[list[Text], list[Text]]:
    """Return what two people read, and what one does."""
    blind = find_blind(workshop, [item.pk for item in items])
    by_two = [item for item in items if item.pk in blind][:CODED_BY_TWO]
    return by_two, [item for item in items if item.pk not in blind][::STRIDE]


def _begin(workshop: Workshop, item: Text, coder: Membership, reader: int, *, is_blind: bool) -> Coding:
    return Coding(workshop=workshop, coder=coder, reader=reader, blind=is_blind, **refer_to(item))


def _add_chosen_codes(made: Sequence[tuple[Coding, Text]], pointers: Sequence[Pointer]) -> None:
    ChosenCode.objects.bulk_create(
        ChosenCode(coding=coding, code=code)
        for coding, item in made
        for code in _choose(coding, item, pointers)
    )


def _choose(coding: Coding, item: Text, pointers: Sequence[Pointer]) -> list[Code]:
    text = f"{read_title(item)} {item.body}".casefold()
    found = [pointer.code for pointer in pointers if any(word in text for word in pointer.words)][:MOST_CODES]
    return [code for code in found if coding.reader == 1 or draw(item.body + code.name) % LEFT_OUT]


def _mark(coding: Coding, item: Text) -> Iterator[Quote]:
    """Yield the first sentence as a quote, of some texts."""
    end = item.body.find(".") + 1
    if coding.reader == 1 and 0 < end < LONGEST_QUOTE and draw(item.body) % QUOTED == 0:
        yield Quote(coding=coding, in_title=False, start=0, length=end)


def draw(text: str) -> int:
    """Return a number that is the same each time for this text."""
    return hashlib.sha256(text.encode()).digest()[0]
