"""Addresses: e-mail addresses and full postcodes."""

import re
from collections.abc import Iterator

from identifiers.findings import Finding, Kind

LOCAL = r"(?<![\w.+%'-])[\w.+%'-]{1,64}"
EMAIL = re.compile(
    LOCAL + r"[ ]?(?:@|[\[(][ ]?at[ ]?[\])])[ ]?"
    r"(?:[a-z0-9-]{1,63}(?:\.|[ ]?[\[(][ ]?dot[ ]?[\])][ ]?)){1,6}[a-z]{2,24}(?![\w-])",
    re.ASCII | re.IGNORECASE,
)
SPOKEN_EMAIL = re.compile(
    LOCAL + r" at [a-z0-9-]{1,63}(?: dot [a-z0-9-]{1,63}){1,5}(?![\w-])", re.ASCII | re.IGNORECASE
)
AREAS = """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN
    EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK
    ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA
    TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
"""
KNOWN_AREAS = frozenset(AREAS.split())
POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{1,2})\d[A-Za-z\d]?[ \t-]{0,3}\d([A-Za-z]{2})(?![A-Za-z0-9])"
)
NEVER_IN_UNIT = frozenset("CIKMOV")
# "ward E2 2nd floor", "vitamin B12 5ug"
NOT_UNITS = frozenset({"st", "nd", "rd", "th", "hr", "wk", "yr", "ft", "lb", "pt", "ug", "ng", "pg"})


def find_emails(text: str) -> Iterator[Finding]:
    """Yield each e-mail address in a folded text, also where @ is written as a word."""
    for pattern in (EMAIL, SPOKEN_EMAIL):
        for match in pattern.finditer(text):
            yield Finding(Kind.EMAIL, *match.span())


def find_postcodes(text: str) -> Iterator[Finding]:
    """Yield each full postcode in a folded text; the first half alone (SW1) is an area of thousands."""
    for match in POSTCODE.finditer(text):
        area, unit = match.groups()
        if area.upper() in KNOWN_AREAS and NEVER_IN_UNIT.isdisjoint(unit.upper()) and unit not in NOT_UNITS:
            yield Finding(Kind.POSTCODE, *match.span())
