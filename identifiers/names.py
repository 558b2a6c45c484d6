"""Titles with surnames: Mr Patel, Dr. O'Neill, Sister Mary."""

import re
from collections.abc import Iterator
from itertools import chain

from identifiers.findings import Finding, Kind
from identifiers.not_names import CALENDAR_WORDS, COMMON_WORDS, NOT_LOWER_NAMES, NOT_NAMES
from identifiers.surnames import SURNAMES

# How patients are called, and how staff and other people are.
CIVIL = r"Mr|Mrs|Ms|Miss|Mx|MR|MRS|MISS|Mister|MX|Messrs|Madam|Mme|Sig"
STAFF = (
    r"Dr|DR|Doctor|Prof|PROF|Professor|Matron|Sister|(?:Staff |Charge |Student |District )?Nurse|Midwife"
    r"|Sir|Dame|Lady|Lord|Baroness|Rev|Revd|Reverend|Father|Fr|Pastor|Canon|Bishop|Deacon|Imam|Sheikh|Rabbi"
    r"|Cllr|Councillor"
    r"|dr|prof|sister|matron|nurse|doctor"
)
SURE_IN_HEADLINES = frozenset(
    {"Mr", "Mrs", "Ms", "Mx", "MR", "MRS", "Mister", "Dr", "DR", "Prof", "Professor"}
)
# Letters; an apostrophe or a hyphen only where two more follow, so that "Khan's" ends before it.
WORD = r"[A-Z](?:[A-Za-z]|['-](?=[A-Za-z]{2}))+"
INITIALS = r"(?:[A-Z](?:\.[ ]?|[ ])){0,3}"
PARTICLES = (
    r"(?:(?:van|von|zu|de|der|den|del|della|di|da|do|dos|das|du|la|le|el|al|bin|bint|binti|ibn"
    r"|abu|ap|ab|ni|nic|ten"
    r"|ter|y|e|St\.?)[ -]){0,3}"
)
SPACE = r"(?:\.[ \t]{0,2}|[ \t]{1,2}|\.?[ \t]{0,2}\n[ \t]{0,2})"
TITLED = re.compile(
    rf"(?<![\w'-])(?:(?:{CIVIL}|{STAFF})\.?[ ](?:(?:and|&)[ ])?)?(?P<title>{CIVIL}|{STAFF}){SPACE}"
    rf"(?P<first>{INITIALS}{PARTICLES})(?P<name>{WORD})(?P<more>(?:[ ]"
    rf"(?:[B-HJ-Z]\.?[ ]|[AI]\.[ ]){{0,2}}{PARTICLES}{WORD}){{0,2}})"
)
LOWER = re.compile(
    r"(?<![\w'-])(?P<title>[Mm]r|[Mm]rs|MRS|[Mm]x|[Mm]ister|[Mm]s|MS|[Mm]iss"
    r"|dr)\.?[ \t]{1,2}(?:[a-z]\.?[ ]){0,2}"
    r"(?P<name>(?:[a-z]')?[a-z]{3,24}(?:-[a-z]{2,24})?)(?P<more>[ ](?:[a-z]')?[a-z]{3,24}"
    r"(?:-[a-z]{2,24})?)?(?![\w-])"
)
# "MS" is an illness too.
CAPITALS = re.compile(r"(?<![\w'-])MS[ ](?P<name>[A-Z][A-Z'-]{2,24})(?![\w-])")
INITIALS_ALONE = re.compile(
    r"(?<![\w'-])(?:Mr|Mrs|Ms|Mx|Dr)\.?[ ][A-Z]\.[ ]?[A-Z]\.(?:[ ]?[A-Z]\.)?(?![ ]?[A-Z][a-z])"
)
SURE_IN_SMALL = frozenset({"mr", "mrs", "mx", "mister"})
ALWAYS_NAMED = frozenset({"Mr", "Mrs", "Ms", "Mx", "Mister"})
JOINING = frozenset({"and", "or", "who", "is", "in", "on", "the", "as", "not", "no", "men"})
PLACE_WORDS = re.compile(
    r"\b(?:centre|center|road|street|lane|house|hospital|hospice|school|clinic|suite|wing"
    r"|building|foundation|fund"
    r"|trust|theatre|garden|gardens|ward|unit|award|statue|act|college|university)\b",
    re.IGNORECASE,
)
PLACE_AFTER = re.compile(rf"[ ](?:health )?{PLACE_WORDS.pattern}", re.IGNORECASE)
ABBREVIATED = frozenset({"mr", "mrs", "ms", "mx", "dr", "prof", "rev", "cllr"})
DETERMINER = re.compile(
    r"\b(?:the|an?|your|my|our|their|his|her|any|every|each|this|that|another|one|some|no)[ ]$", re.IGNORECASE
)
HEADLINE_REACH = 60
HEADLINE_WORDS = 4
WORDS = re.compile(r"[A-Za-z]+")


def find_names(text: str) -> Iterator[Finding]:
    """Yield each title with a surname in a folded text. In small letters "dr" alone does not hold a text."""
    yield from _find_titled(text)
    for match in LOWER.finditer(text):
        if _is_small_name(match):
            end = match.end("more") if _is_more(match["more"]) else match.end("name")
            is_known = match["name"] in SURNAMES
            holds = is_known or match["title"].lower() in SURE_IN_SMALL
            yield Finding(Kind.NAME, match.start(), end, holds=holds)
    capitals = (match for match in CAPITALS.finditer(text) if match["name"].lower() in SURNAMES)
    for match in chain(capitals, INITIALS_ALONE.finditer(text)):
        yield Finding(Kind.NAME, *match.span(), holds=True)


def _find_titled(text: str) -> Iterator[Finding]:
    place = 0
    while match := TITLED.search(text, place):
        # What follows a title in vain may be a title itself: "Professor Sister Mary".
        place = match.end("title")
        if _is_name(text, match):
            place = match.end("name") + _measure_more(match["more"])
            yield Finding(Kind.NAME, match.start(), place, holds=not _is_role(text, match))


def _is_role(text: str, match: re.Match[str]) -> bool:
    """Whether it is "our matron Ruth Wade": of colleagues their writer is warned, and that is all."""
    before = DETERMINER.search(text, max(0, match.start() - 10), match.start())
    return match["title"].islower() and before is not None


def _is_small_name(match: re.Match[str]) -> bool:
    """Whether a word in small letters is a surname; after "ms" and "miss" only a frequent one."""
    if match["title"].lower() in {"ms", "miss"}:
        return match["name"] in SURNAMES
    return match["name"] not in NOT_LOWER_NAMES


def _is_more(word: str | None) -> bool:
    """Whether a second word in small letters may be the surname: "mr olu adeyemi", not "mr adeyemi waits"."""
    return bool(word) and str(word).strip() not in NOT_LOWER_NAMES


def _is_name(text: str, match: re.Match[str]) -> bool:
    if not (is_surname(match["name"]) or _is_plain_surname(match)) or _is_named_after(text, match):
        return False
    if _is_parted(text, match):
        return False
    return match["title"] in SURE_IN_HEADLINES or not is_in_headline(text, match)


def _is_parted(text: str, match: re.Match[str]) -> bool:
    """Whether a new line or a full stop parts the title from what follows it."""
    if "\n" in text[match.end("title") : match.start("first")] and not _is_short(match["title"]):
        return True
    return text[match.end("title")] == "." and _ends_sentence(text, match)


def _is_plain_surname(match: re.Match[str]) -> bool:
    """Whether it is "Mrs May" or "Mr Will Turner": after these titles a capital tells a surname."""
    return match["title"] in ALWAYS_NAMED and match["name"].lower() in CALENDAR_WORDS | COMMON_WORDS - JOINING


def _is_named_after(text: str, match: re.Match[str]) -> bool:
    """Whether it is a place or an office: "Sir Ludwig Guttmann Centre", "Lady Margaret Road"."""
    if match["title"] in ALWAYS_NAMED | {"Dr", "Miss"}:
        return False
    return PLACE_WORDS.search(match["more"]) is not None or PLACE_AFTER.match(text, match.end()) is not None


def _is_short(title: str) -> bool:
    return title.lower() in ABBREVIATED


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether the stop is that of "ask the nurse. Patience helps" or "I saw the Prof. Somebody laughed"."""
    if match["title"].lower() not in ABBREVIATED:
        return True
    return bool(DETERMINER.search(text, max(0, match.start() - 10), match.start()))


def is_surname(word: str) -> bool:
    """Return whether this word with a capital may be a name: it is no common word and no short form."""
    if word.lower() in NOT_NAMES:
        return False
    return len(word) > 2 or not word.isupper()


def _measure_more(words: str) -> int:
    """How much of the further capitalised words still belongs to the name: up to the first common word."""
    length = 0
    for word in re.findall(rf"[ ](?:[B-HJ-Z]\.?[ ]|[AI]\.[ ]){{0,2}}(?:{PARTICLES}){WORD}", words):
        if not is_surname(word.split()[-1]):
            break
        length += len(word)
    return length


def is_in_headline(text: str, match: re.Match[str]) -> bool:
    """Return whether nearly all words around begin with capitals, so that those of this one mean nothing."""
    before = text[max(0, match.start() - HEADLINE_REACH) : match.start()].rpartition("\n")[2]
    after = text[match.end() : match.end() + HEADLINE_REACH].partition("\n")[0]
    words = WORDS.findall(before + " " + after)
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= HEADLINE_WORDS and capitals > 0.6 * len(words)
