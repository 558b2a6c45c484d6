"""NHS numbers: ten digits, the last a checksum (modulus 11), usually written 3-3-4."""

import re
from collections.abc import Iterable, Iterator

from nhs_number.validate import is_valid

from identifiers.findings import Finding, Kind

GAP = r"[ \t]{0,2}[ \t./-][ \t]{0,2}"
# What may not stand before is looked at after the first digit: so the search can leap from digit to digit.
USUAL = re.compile(rf"\d(?<![\d£$€].)\d{{2}}(?:{GAP})?\d{{3}}(?:{GAP})?\d{{4}}(?!\d|[.,]\d)")
# After the label people group the digits as they like.
LABELLED = re.compile(
    r"(?i:nhs)[ \t]?(?i:number|num|no|nr)?[ \t.:#-]{0,4}(?:(?i:is|was)[ \t])?(\d(?:[ \t./-]{0,3}\d){9})(?!\d)"
)
NOT_A_DIGIT = re.compile(r"\D")


def find_nhs_numbers(text: str, phones: Iterable[Finding] = ()) -> Iterator[Finding]:
    """Yield each NHS number in a folded text that is not inside one of the telephone numbers."""
    taken = {place for phone in phones for place in range(phone.start, phone.end)}
    for start, end in _find_spans(text):
        if taken.isdisjoint((start, end - 1)) and _is_nhs_number(text[start:end]):
            yield Finding(Kind.NHS_NUMBER, start, end, holds=True)


def _find_spans(text: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in USUAL.finditer(text))
    yield from (match.span(1) for match in LABELLED.finditer(text))


def _is_nhs_number(written: str) -> bool:
    digits = NOT_A_DIGIT.sub("", written)
    # Ten equal digits have a right checksum, and stand for nobody.
    return len(set(digits)) > 1 and is_valid(digits)
