"""Street addresses: a house or a flat with its number, whose door anybody can find."""

import re
from collections.abc import Iterator

from identifiers.findings import Finding, Kind
from identifiers.not_names import COMMON_WORDS, WORKPLACE_WORDS

# Sure: nothing else is called so. Unsure words have another meaning ("3 staff close to retirement").
SURE = (
    r"road|rd|street|avenue|ave|lane|crescent|cres|gardens|gdns|terrace|mews|grove|boulevard"
    r"|cottages?|drive"
)
UNSURE = (
    r"st|ln|close|cl|walk|way|court|ct|place|pl|square|sq|hill|row|rise|view|yard|wharf|quay"
    r"|parade|vale|green"
    r"|gate|mount|end|path|park|broadway|estate|buildings|mansions|villas|dr|cr|common|circus"
    r"|passage|drove|croft|chase"
    r"|dene|garth|fold|mead|meadows?|spinney|copse|wynd|causeway|approach|esplanade|promenade"
    r"|house|lodge|heights|towers?"
)
HOME = r"house|court|tower|towers|point|lodge|heights|mansions|buildings|place|block|close|hall"
FLAT = r"(?i:flat|apartment|apt|maisonette)\.?[ ]?(?:(?i:no)\.?[ ]?)?\d{1,4}[A-Za-z]?(?![\w%])"
NUMBER = r"(?:(?i:no|nr|number)\.?[ ]?)?\d{1,4}(?:[ ]?[a-hA-H])?(?:[-/]\d{1,4}[a-hA-H]?)?(?![\w%])"
CAPITAL = r"[A-Z][A-Za-z'-]*\.?"
SMALL = r"[a-z][a-z'-]+"
STREET = re.compile(
    rf"(?<![\w£$€.:/%-])(?P<flat>{FLAT},?[ ]{{1,2}})?(?P<number>{NUMBER}),?[ ]{{1,2}}"
    rf"(?P<name>(?:{CAPITAL}[ ]){{1,4}}?|(?:{SMALL}[ ]){{1,3}}?)"
    rf"(?P<type>(?i:{SURE}|{UNSURE}))\b(?!-)"
)
THE = re.compile(
    rf"(?<![\w£$€.:/%-])(?:{FLAT},?[ ]{{1,2}})?{NUMBER},?[ ]{{1,2}}[Tt]he[ ](?:{CAPITAL})(?![\w'-])"
)
BLOCK = re.compile(
    rf"(?<![\w-])(?:{FLAT}),?[ ]{{1,2}}(?:(?:{CAPITAL}[ ]){{1,3}}?|(?:{SMALL}[ ]){{1,2}}?)(?i:{HOME})\b"
)
THE_TYPES = re.compile(rf"(?:{SURE}|{UNSURE})$", re.IGNORECASE)
# What a number before a capital counts, or which number it is.
BEFORE = re.compile(
    r"(?:\b(?:bus|buses|route|routes|tube|line|train|tram|since|in|until|till|by|from|during"
    r"|before|after|at|"
    r"zones?|rooms?|block|level|floor|phase|version|room|ward|bay|bed|page|gate|age|aged|top|number of)[ ]"
    r"|\bthe[ ])$",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
# A public place has no one behind its door: "12 Mill Road Surgery".
PUBLIC = re.compile(
    r"[ ](?:surgery|surgeries|clinics?|practices?|health|medical|centre|hospital|hospice|pharmacy|library"
    r"|school|station|hub|site|team|depot|market|ward|wards|patients|staff|nurses|shops)\b",
    re.IGNORECASE,
)
MEASURES_WORDS = """
    minute minutes min mins mile miles hour hours hr hrs metre metres yard yards foot feet day days week
    weeks month months year years second seconds km step steps lane way long short level stage point
    degree per percent main different separate big small car bus train bike blind dead wrong right left
    great good bad open empty busy free full half whole single double one two three o'clock four five
    six seven eight nine ten more less extra staff nurse nurses people patients beds chairs cars bikes
    lifts doors rooms wards square green high parking bed house step patient carers visits hours'
    minutes' of the to and or a an at in on per
"""
MEASURES = frozenset(MEASURES_WORDS.split())
# "5 Year Forward View" is a plan.
NEVER_IN_NAMES_WORDS = """
    year years hour hours week weeks day days month months monthly minute minutes tier nations step
    steps point points star wait forward review people staff patients nurses beds wards chairs wishes
    shades
"""
NEVER_IN_NAMES = frozenset(NEVER_IN_NAMES_WORDS.split())


def find_streets(text: str) -> Iterator[Finding]:
    """Yield each street address with the number of a house or flat in a folded text."""
    for pattern, is_meant in ((STREET, _is_street), (THE, _is_the_street), (BLOCK, _is_block)):
        for match in pattern.finditer(text):
            if is_meant(text, match):
                yield Finding(Kind.STREET, *match.span(), holds=True)


def _is_the_street(text: str, match: re.Match[str]) -> bool:
    return bool(THE_TYPES.search(match[0])) and not PUBLIC.match(text, match.end())


def _is_block(_text: str, match: re.Match[str]) -> bool:
    return not _is_everyday(match[0].split()[2:-1] or ["of"])


def _is_street(text: str, match: re.Match[str]) -> bool:
    if PUBLIC.match(text, match.end()):
        return False
    words = match["name"].split()
    if words[0][0].islower() or not match["type"][0].isupper():
        return not _is_everyday(words) and _is_sure(match)
    if _counts_something(text, match) or any(word.lower() in NEVER_IN_NAMES for word in words):
        return False
    return not _is_a_measure(match, words)


def _is_a_measure(match: re.Match[str], words: list[str]) -> bool:
    is_one = len(words) == 1 and words[0].lower() in MEASURES
    return is_one and not match["flat"] and not _is_high(match)


def _is_high(match: re.Match[str]) -> bool:
    return match["name"].strip().lower() == "high" and match["type"].lower() in {"street", "st", "road", "rd"}


def _is_sure(match: re.Match[str]) -> bool:
    """Whether small letters still mean a street: "22 acacia avenue", not "3 staff close to retirement"."""
    words, kind = match["name"].split(), match["type"].lower()
    if match["flat"] or re.fullmatch(SURE, kind):
        return True
    return kind not in {
        "st",
        "dr",
        "cl",
        "end",
        "common",
        "view",
        "way",
        "house",
        "tower",
        "towers",
        "lodge",
    } and not words[-1].endswith("s")


def _is_everyday(words: list[str]) -> bool:
    everyday = MEASURES | COMMON_WORDS | WORKPLACE_WORDS
    return any(word.lower().strip(".,") in everyday for word in words)


def _counts_something(text: str, match: re.Match[str]) -> bool:
    """Whether the number is a year, a bus or the like: "in 2019 High Street shops"."""
    if match["flat"] or match["number"][0].isalpha():
        return False
    before = BEFORE.search(text, max(0, match.start() - 14), match.start())
    if not before:
        return False
    is_year = YEAR.fullmatch(match["number"]) is not None
    return is_year or before[0].strip().lower() not in {"in", "at", "from", "by", "after", "before", "until"}
