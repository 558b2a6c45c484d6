"""Bed and bay numbers, which say who it was to anybody who was on the ward."""

import re
from collections.abc import Iterator

from identifiers.findings import Finding, Kind
from identifiers.wards import Sentences

NUMBER_WORDS = (
    r"(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
)
PLACE = re.compile(
    r"(?<![\w-])(?P<place>(?i:bed ?space|bed|bay|side[ -]?room|cubicle|cot))(?P<many>[sS]?)"
    r"(?:[ ]?(?i:no|nr|number)\b\.?|[ ]?\#|:)?[ -]{0,2}"
    rf"(?:(?P<digits>\d{{1,3}}[A-Ea-e]?)|(?P<word>{NUMBER_WORDS})"
    r"|(?P<letter>[A-HJb-h])(?![&'-]| ?diff))(?!\w)"
)
QUANTITY = re.compile(
    r"(?:[ ]?(?:-|to|or)[ ]?\d{1,3})?(?:[.:,/]\d|[ ]?%|[ -]?(?:x|times?|hours?|hrs?|days?|weeks?"
    r"|wks?|months?"
    r"|years?|nights?|winters?|summers?|minutes?|mins?|seconds?|am|pm|o'clock|metres?|cm|feet"
    r"|foot|ft|inch(?:es)?"
    r"|people|patients|staff|nurses"
    r"|carers|per|half|out of|litres?|more|at a time|(?:bed|bay)(?:s|ded)?\b(?![ ]?\#?(?:\d|[A-H]\b)))\b)",
    re.IGNORECASE,
)
AFTER_WORD = re.compile(r"[ ](?:of|in|by|and a half)\b", re.IGNORECASE)
MORE = re.compile(r"(?:[ ]?(?:,|&|-|and\b|to\b|or\b)[ ]?\d{1,3}[A-E]?\b)+", re.IGNORECASE)
# What stands there, and nobody in it: "bed 12 needs a new lamp".
THING_AFTER = re.compile(
    r"[ ](?:needs (?:an?|new|more|better)|has (?:no|an? broken)|is (?:used|stuck|broken)|"
    r"(?:brake|door|light|lamp|curtain|socket|rail|side|cleaning|store)s?)\b",
    re.IGNORECASE,
)
NOT_THAT = re.compile(
    r"(?:(?<!bay )(?<!ward )(?<!room )(?<![\w])\d{1,3}[ -]"
    r"|\b(?:parking|loading|ambulance|disabled|drop-off|car|bike|wash|delivery|minibus|visitors?"
    r"|per|each|every|a|an|extra)[ -])$",
    re.IGNORECASE,
)


def find_beds(text: str, sentences: Sentences) -> Iterator[Finding]:
    """Yield each bed, bay or side room with its number in a folded text; "beds" only with several.

    It holds where its sentence speaks of one person, has a titled name, or speaks of an illness.
    """
    for match in PLACE.finditer(text):
        end = _find_end(text, match)
        if end is None:
            continue
        holds = sentences.show_somebody(match.start())
        if holds or not THING_AFTER.match(text, match.end()):
            yield Finding(Kind.BED, match.start(), end, holds=holds)


def _find_end(text: str, match: re.Match[str]) -> int | None:
    """Return where the number, or the last of several, ends; None where it is that of no bed."""
    if _is_another_thing(text, match):
        return None
    last = MORE.match(text, match.end()) if match["many"] else match
    return last.end() if last else None


def _is_another_thing(text: str, match: re.Match[str]) -> bool:
    """Whether it is "in bed 4 hours", "parking bay 3" or the like."""
    if NOT_THAT.search(text[max(0, match.start() - 15) : match.start()]):
        return True
    if QUANTITY.match(text, match.end()):
        return True
    return bool(match["word"] and AFTER_WORD.match(text, match.end()))
