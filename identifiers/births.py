"""Dates of birth: a date beside "born", "DOB", "date of birth" or "birthday"."""

import re
from collections.abc import Iterator

from identifiers.findings import Finding, Kind

DAY = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
FULL_YEAR = r"(?:18|19|20)\d\d"
YEAR = rf"(?:{FULL_YEAR}|'?\d\d)"
NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
ORDINAL = rf"{DAY}(?:st|nd|rd|th)?"
BETWEEN = r"(?: ?[./-] ?| )"
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"
DATE = re.compile(
    rf"(?<![\w£]){WEEKDAY}(?:{FULL_YEAR}{BETWEEN}{MONTH}{BETWEEN}{DAY}|{DAY}{BETWEEN}{MONTH}{BETWEEN}{YEAR}"
    rf"|{ORDINAL}(?: of)?[ -]?{NAME}(?:,?[ -]?{YEAR})?|{NAME} {ORDINAL}(?:,? {YEAR})?|{NAME},? {FULL_YEAR}"
    rf"|{DAY}[-/]{MONTH}|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){FULL_YEAR})(?![\w%])",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?<![\w-])(?:(?P<born>born)|d\.? ?o\.? ?b\b\.?|date of birth|birth ?date|birthday)(?![\w-])",
    re.IGNORECASE,
)
REACH_AFTER = 45
LONGEST_DATE = 30
REACH_BEFORE = 55
# Not one person but many, or not a person at all.
MANY = re.compile(
    r"\b(?:nhs|services?|teams?|ideas?|wards?|units?|hospices?|projects?|trusts?|charit(?:y|ies)|clubs?|systems?"
    r"|babies|children|kids|people|those|anyone|anybody|everyone|everybody|patients|infants|women|men|adults|staff"
    r"|twins|clients|users|residents)(?: who| that)?(?: (?:was|were|is|are|have been|had been))? $",
    re.IGNORECASE,
)
# Between the label and the date: words by which the date is another one, and the end of a sentence.
OTHER_DATE = re.compile(
    r"\b(?:before|after|between|since|from|until|till|by|every|cards?|forms?"
    r"|party|field|screen|checks?|or later)\b"
    r"|[.!?;]\s+(?=[A-Z])(?!\s*(?:Jan|Feb|Mar|Apr|May|Ju|Aug|Sep|Oct|Nov|Dec))"
)
LEADS_BACK = re.compile(r"[\s,(:=-]*(?:(?:is|was|as|her|his|their|my|the|for)\s+){0,3}\(?", re.IGNORECASE)


def find_birth_dates(text: str) -> Iterator[Finding]:
    """Yield each date of birth in a folded text: the date, not its label."""
    for label in LABEL.finditer(text):
        span = _find_after(text, label) or _find_before(text, label)
        if span:
            yield Finding(Kind.BIRTH_DATE, *span, holds=True)


def _find_after(text: str, label: re.Match[str]) -> tuple[int, int] | None:
    if label["born"] and MANY.search(text[max(0, label.start() - 45) : label.start()]):
        return None
    date = DATE.search(text, label.end(), label.end() + REACH_AFTER + LONGEST_DATE)
    if not date or date.start() > label.end() + REACH_AFTER:
        return None
    return None if OTHER_DATE.search(text[label.end() : date.start()]) else date.span()


def _find_before(text: str, label: re.Match[str]) -> tuple[int, int] | None:
    if label["born"]:
        return None
    for date in DATE.finditer(text, max(0, label.start() - REACH_BEFORE), label.start()):
        if LEADS_BACK.fullmatch(text, date.end(), label.start()):
            return date.span()
    return None
