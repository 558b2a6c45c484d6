"""Telephone numbers: British ones in any grouping, others with their country's code."""

import re
from collections.abc import Iterator

import phonenumbers
from nhs_number.validate import is_valid

from identifiers.findings import Finding, Kind

# Eight digits or more, with up to four signs between two of them. Each character can be read in one way
# only, so that a search takes time in proportion to the text.
RUN = re.compile(r"(?<![£$€])(?:\+|\(\+?)?\d(?:[ \t().\-/]{0,4}\d){7,}")
GROUP = re.compile(r"\d+")
# Of British numbers only the length is checked: a range opened this year must be found too, and so must
# a number with a wrong digit, which its owner's colleagues still recognise.
BRITISH = re.compile(r"0[1235789]\d{9}|(?:\+|00)440?[1235789]\d{9}|447\d{9}")
SHORT_BRITISH = re.compile(r"0[18]\d{8}")
# A plus and fifteen digits (ITU-T E.164).
LONGEST = 16
GROUPS_OF_SHORT = 4


def find_phones(text: str) -> Iterator[Finding]:
    """Yield each telephone number in a folded text, in order."""
    for run in RUN.finditer(text):
        groups = [group.span() for group in GROUP.finditer(text, run.start(), run.end())]
        plus = "+" in run[0]
        done = 0
        for first in range(len(groups)):
            if first < done:
                continue
            count = _count_groups(text, groups[first : first + LONGEST], plus=plus and first == 0)
            if count:
                done = first + count
                end = groups[done - 1][1]
                yield Finding(
                    Kind.PHONE, _find_start(text, run.start() if first == 0 else groups[first][0], end), end
                )


def _find_start(text: str, start: int, end: int) -> int:
    # "(020) 7946 0018", but not "(020 7946 0018)".
    return start + (text[start] == "(" and ")" not in text[start:end])


def _count_groups(text: str, groups: list[tuple[int, int]], *, plus: bool) -> int:
    """How many of these groups of digits make one telephone number; 0 if they begin none."""
    number = "+" if plus else ""
    for count, (start, end) in enumerate(groups, start=1):
        number += text[start:end]
        if _is_british(number, count):
            return count
        if len(number) > LONGEST:
            return 0
    return len(groups) if plus and _is_valid(number) else 0


def _is_british(number: str, groups: int) -> bool:
    if BRITISH.fullmatch(number):
        return True
    # Ten digits may be an NHS number instead; its checksum is the better witness.
    return bool(
        groups <= GROUPS_OF_SHORT
        and SHORT_BRITISH.fullmatch(number)
        and not is_valid(number)
        and _is_valid(number)
    )


def _is_valid(number: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "GB"))
    except phonenumbers.NumberParseException:
        return False
