"""One way of writing for each character, so that the recognisers need to know only ASCII."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# What Unicode does not take apart by itself, but people type.
LETTERS = {
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ß": "ss",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
}
APOSTROPHES = dict.fromkeys("‘’‛ʼʹ′`´＇", "'")
SIGNS = {"−": "-", "⁄": "/", "∕": "/", "․": "."}
KNOWN = LETTERS | APOSTROPHES | SIGNS
# Some characters unfold into whole phrases; nothing we look for is made of those.
LONGEST = 3


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain characters; `places[i]` is where its character `i` stood in the original."""

    text: str
    places: Sequence[int]

    def find_span(self, start: int, end: int) -> tuple[int, int]:
        """Where the folded passage `start:end` (not empty) stands in the original."""
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """The text without accents and invisible characters, its digits, spaces, dashes and apostrophes plain."""
    if text.isascii():
        return Folded(text, range(len(text)))
    table = {character: fold_character(character) for character in set(text) if not character.isascii()}
    if all(len(plain) == 1 for plain in table.values()):
        return Folded(
            text.translate({ord(character): plain for character, plain in table.items()}), range(len(text))
        )
    return _fold_one_by_one(text, table)


def _fold_one_by_one(text: str, table: dict[str, str]) -> Folded:
    pieces = [table.get(character, character) for character in text]
    places = [place for place, piece in enumerate(pieces) for _each in piece]
    return Folded("".join(pieces), places)


@lru_cache(maxsize=4096)
def fold_character(character: str) -> str:
    """Up to three plain characters for this one; nothing for an accent or an invisible character."""
    known = KNOWN.get(character)
    if known is not None:
        return known
    parts = unicodedata.normalize("NFKD", character)
    return "".join(_simplify(part) for part in parts)[:LONGEST]


def _simplify(part: str) -> str:
    digit = unicodedata.digit(part, None)
    if digit is not None:
        return str(digit)
    match unicodedata.category(part):
        case "Cf" | "Mn" | "Me":
            return ""
        case "Pd":
            return "-"
        case "Zs":
            return " "
        case _:
            return KNOWN.get(part, part)
