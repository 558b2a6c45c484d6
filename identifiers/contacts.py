"""What leads away from a text to somewhere else: addresses of pages and mail, telephone numbers, codes.

For texts that only one unknown reader is meant to act on: whoever opened such an address, or typed such a
code somewhere, would be known by it. Finds rather too much; disguises count like the thing itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise

from identifiers.folding import fold


class Contact(StrEnum):
    """What was found."""

    PAGE = "page"
    MAIL = "mail"
    NUMBER = "number"
    CODE = "code"
    SIGN = "sign"


# What stands for a full stop in an address besides the full stop; browsers take the first three for one.
DOTS = "。．｡․‧·•∙⋅・"
# Ends of addresses that are no English words.
ENDS = "com|org|net|uk|gov|edu|info|biz|io|eu|co|nhs|ac|app|dev|online|site|website|xyz|tv|ly|gl|gg|html?|php"
OPEN, SHUT = r" {0,3}[\[({<]? {0,3}", r" {0,3}[\])}>]? {0,3}"
PAGES = re.compile(
    # A scheme, or what stands for one.
    r"(?:\b(?:https?|hxxps?|ftp)\b|\b[a-z][a-z0-9+.-]{1,20} {0,3}: {0,3}[/\\]|\bwww\b|\bwww\d? {0,3}\.)"
    r"|\b(?:mailto|tel|sms|skype|whatsapp) {0,3}:"
    # A full stop between two words, also as a word, in brackets, or as a comma before a known end.
    r"|[a-z0-9-]\.[a-z]{2,24}\b"
    rf"|[a-z0-9]{OPEN}(?:\bd[o0]t\b|[\[({{<][ ]{{0,3}}[.,][ ]{{0,3}}[\])}}>]){SHUT}[a-z0-9]"
    rf"|[a-z0-9][ ]{{1,3}}\.[ ]{{0,3}}[a-z]{{2,24}}\b|[a-z0-9]{OPEN}[.,]{SHUT}(?:{ENDS})\b"
    rf"|[a-z0-9][ ]{{1,3}}(?:point|period|stop)[ ]{{1,3}}(?:{ENDS})\b"
    r"|(?:\b[a-z]\.){3,}[a-z]\b|\bd[ .]{0,2}[o0][ .]{0,2}t[ .]{0,2}c[ .]{0,2}[o0][ .]{0,2}m\b",
    re.IGNORECASE | re.ASCII,
)
MAILS = re.compile(
    r"[^\s@]{0,64} {0,3}@ {0,3}[^\s@]{0,64}"
    r"|[a-z0-9] {0,3}[\[({<] {0,3}a?t {0,3}[\])}>] {0,3}[a-z0-9]"
    r"|\b(?:g|hot|proton|nhs)[ -]?mail\b|\b[a-z0-9]+_[a-z0-9_]+\b",
    re.IGNORECASE | re.ASCII,
)
# Six digits or more, with some signs between two, perhaps an O or an l in the place of one.
NUMBERS = re.compile(r"\d(?:[oOlI]{0,3}[ ().,:;/\\_|*+-]{0,3}[oOlI]{0,3}\d){5,}")
YEARS = re.compile(r"\b(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d\b")
NAMES_OF_DIGITS = (
    "zero|oh|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine|double|treble|triple"
)
SPOKEN = re.compile(rf"\b(?:{NAMES_OF_DIGITS})(?:[ ,.-]{{1,3}}(?:{NAMES_OF_DIGITS})\b){{3,}}", re.IGNORECASE)
TOKEN = re.compile(r"[^\s.,;:?!()'\"/]{1,200}")
LONGEST_TOKEN = 30
SHORTEST_CODE, FEWEST_DIGITS = 5, 3
# What questions are written with beside letters, digits and spaces.
PLAIN = frozenset(" \n!\"#$%&'()*+,-./:;=?@[]£€‘’“”–—…½¼¾°•_<>{}\\|^`~")
SQUEEZED = str.maketrans(dict.fromkeys(DOTS, ".") | dict.fromkeys("\t\n", " "))


def find_contacts(text: str) -> dict[Contact, str]:
    """Return what in the text leads somewhere else: the first passage of each kind, as it stands there.

    Takes time in proportion to the length of the text. Nothing is kept or logged.
    """
    folded = fold(text)
    plain = folded.text.translate(SQUEEZED)
    found: dict[Contact, str] = {}
    for kind, find in FINDERS.items():
        if span := next(find(plain), None):
            start, end = folded.find_span(*_widen(plain, *span))
            found[kind] = text[start:end].strip(" ?!,;:")
    if sign := find_strange_sign(text):
        found[Contact.SIGN] = sign
    return found


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the words begin and end in which this passage stands."""
    while start and text[start - 1] != " " and text[start] != " ":
        start -= 1
    while end < len(text) and text[end] != " " and text[end - 1] != " ":
        end += 1
    return start, end


def find_strange_sign(text: str) -> str:
    """Return the first sign of a text that is no Latin letter, digit, space or usual mark, "" for none."""
    return next((sign for sign in text if not _is_usual(sign)), "")


def _is_usual(sign: str) -> bool:
    if sign in PLAIN or (sign.isascii() and sign.isalnum()):
        return True
    # Letters with accents; look-alikes of other scripts, full-width and mathematical ones have other names.
    return unicodedata.category(sign) in {"Ll", "Lu"} and unicodedata.name(sign, "").startswith(
        ("LATIN SMALL LETTER", "LATIN CAPITAL LETTER")
    )


def _find_with(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (match.span() for match in pattern.finditer(text))


def _find_numbers(text: str) -> Iterator[tuple[int, int]]:
    without_years = YEARS.sub(lambda match: "x" * len(match[0]), text)
    for pattern in (NUMBERS, SPOKEN):
        yield from (match.span() for match in pattern.finditer(without_years))


def _find_codes(text: str) -> Iterator[tuple[int, int]]:
    for match in TOKEN.finditer(text):
        parts = match[0].split("-")
        if len(match[0]) > LONGEST_TOKEN or any(map(_is_code, parts)) or _is_parted_code(parts):
            yield match.span()


def _is_code(token: str) -> bool:
    """Return whether letters and digits are mixed as in no word; "COVID19" and "24hour" do not count."""
    digits, letters = sum(map(str.isdigit, token)), sum(map(str.isalpha, token))
    if len(token) < SHORTEST_CODE or not digits or not letters:
        return False
    turns = sum(left.isdigit() != right.isdigit() for left, right in pairwise(token))
    return digits >= FEWEST_DIGITS or turns > 1


def _is_parted_code(parts: list[str]) -> bool:
    """Return whether the parts, with dashes between them, are a code: more digits than in "24-hour"."""
    token = "".join(parts)
    return any(map(str.isalpha, token)) and sum(map(str.isdigit, token)) > FEWEST_DIGITS


FINDERS: Mapping[Contact, Callable[[str], Iterator[tuple[int, int]]]] = {
    Contact.PAGE: _find_with(PAGES),
    Contact.MAIL: _find_with(MAILS),
    Contact.NUMBER: _find_numbers,
    Contact.CODE: _find_codes,
}
