"""Titles with surnames: Mr Patel, Dr. O'Neill, Sister Mary."""

import re
from collections.abc import Iterator

from workshops.identifiers.findings import Finding, Kind
from workshops.identifiers.not_names import NOT_LOWER_NAMES, NOT_NAMES

# How patients are called, and how staff and other people are.
CIVIL = r"Mr|Mrs|Ms|Miss|Mx|MR|MRS|MISS"
STAFF = (
    r"Dr|DR|Doctor|Prof|Professor|Matron|Sister|(?:Staff |Charge |Student |District )?Nurse"
    r"|Sir|Dame|Lady|Lord|Rev|Reverend|Father|Canon|Imam|Rabbi|Cllr|Councillor|dr|prof|sister|matron|nurse|doctor"
)
SURE_IN_HEADLINES = frozenset({"Mr", "Mrs", "Ms", "Mx", "MR", "MRS", "Dr", "DR", "Prof", "Professor"})
# Letters; an apostrophe or a hyphen only where two more follow, so that "Khan's" ends before it.
WORD = r"[A-Z](?:[A-Za-z]|['-](?=[A-Za-z]{2}))+"
INITIALS = r"(?:[A-Z](?:\.[ ]?|[ ])){0,3}"
PARTICLES = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ten|ter|St\.?)[ -]){0,3}"
SPACE = r"(?:\.[ \t]{0,2}|[ \t]{1,2})"
TITLED = re.compile(
    rf"(?<![\w'-])(?:(?:{CIVIL}|{STAFF})\.?[ ](?:(?:and|&)[ ])?)?(?P<title>{CIVIL}|{STAFF}){SPACE}"
    rf"(?P<first>{INITIALS}{PARTICLES})(?P<name>{WORD})(?P<more>(?:[ ]{PARTICLES}{WORD}){{0,2}})"
)
LOWER = re.compile(
    r"(?<![\w'-])(?P<title>mr|mrs|mx|dr)\.?[ \t]{1,2}"
    r"(?P<name>(?:[a-z]')?[a-z]{3,24}(?:-[a-z]{2,24})?)(?![\w-])"
)
CIVIL_TITLES = frozenset(CIVIL.split("|")) | {"mr", "mrs", "mx"}
ABBREVIATED = frozenset({"mr", "mrs", "ms", "mx", "dr", "prof", "rev", "cllr"})
DETERMINER = re.compile(
    r"\b(?:the|an?|your|my|our|their|his|her|any|every|each|this|that|another|one|some|no)[ ]$", re.IGNORECASE
)
HEADLINE_REACH = 60
HEADLINE_WORDS = 4
WORDS = re.compile(r"[A-Za-z]+")


def find_names(text: str) -> Iterator[Finding]:
    """Yield each title with a surname in a folded text; `patient` where staff are not titled so."""
    place = 0
    while match := TITLED.search(text, place):
        # What follows a title in vain may be a title itself: "Professor Sister Mary".
        place = match.end("title")
        if _is_name(text, match):
            place = match.end("name") + _measure_more(match["more"])
            yield Finding(Kind.NAME, match.start(), place, patient=match["title"] in CIVIL_TITLES)
    for match in LOWER.finditer(text):
        if match["name"] not in NOT_LOWER_NAMES:
            yield Finding(Kind.NAME, *match.span(), patient=match["title"] in CIVIL_TITLES)


def _is_name(text: str, match: re.Match[str]) -> bool:
    if not _is_surname(match["name"]):
        return False
    if text[match.end("title")] == "." and _ends_sentence(text, match):
        return False
    return match["title"] in SURE_IN_HEADLINES or not _is_in_headline(text, match)


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the stop is that of "ask the nurse. Patience helps" or "I saw the Prof. Somebody laughed"."""
    if match["title"].lower() not in ABBREVIATED:
        return True
    return bool(DETERMINER.search(text, max(0, match.start() - 10), match.start()))


def _is_surname(word: str) -> bool:
    if word.lower() in NOT_NAMES:
        return False
    return len(word) > 2 or not word.isupper()


def _measure_more(words: str) -> int:
    """How much of the further capitalised words still belongs to the name: up to the first common word."""
    length = 0
    for word in re.findall(rf"[ ](?:{PARTICLES}){WORD}", words):
        if not _is_surname(word.split()[-1]):
            break
        length += len(word)
    return length


def _is_in_headline(text: str, match: re.Match[str]) -> bool:
    """Whether nearly all words around begin with capitals, so that those of this one mean nothing."""
    before = text[max(0, match.start() - HEADLINE_REACH) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + HEADLINE_REACH].partition("\n")[0]
    words = WORDS.findall(before + " " + after)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= HEADLINE_WORDS and capitals > 0.6 * len(words)
