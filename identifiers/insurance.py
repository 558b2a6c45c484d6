"""National Insurance numbers: two letters, six digits, a last letter from A to D."""

import re
from collections.abc import Iterator

from identifiers.findings import Finding, Kind

NUMBER = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{2})[ \t-]?\d\d[ \t-]?\d\d[ \t-]?\d\d(?:[ \t-]?([A-Da-d]))?(?![A-Za-z0-9])"
)
LABEL = re.compile(r"(?i)\bnational insurance|\bnino\b|\bni\b")
LABEL_REACH = 40
# HMRC's manual, NIM39110. Q is left in: it is what people write to hide a prefix, and a warning is cheap.
NEVER = frozenset("DFIUV")
NEVER_SECOND = NEVER | {"O"}
NEVER_TOGETHER = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
WORDS = frozenset(
    {
        "am",
        "an",
        "as",
        "at",
        "be",
        "by",
        "he",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "on",
        "or",
        "so",
        "to",
        "up",
        "us",
        "we",
    }
)


def find_insurance_numbers(text: str) -> Iterator[Finding]:
    """Yield each National Insurance number in a folded text; without its last letter only after a label."""
    for match in NUMBER.finditer(text):
        prefix, suffix = match.groups()
        if _is_prefix(prefix) and (suffix or _has_label(text, match.start())):
            yield Finding(Kind.NATIONAL_INSURANCE, *match.span())


def _is_prefix(prefix: str) -> bool:
    first, second = prefix[0].upper(), prefix[1].upper()
    return (
        first not in NEVER
        and second not in NEVER_SECOND
        and prefix.upper() not in NEVER_TOGETHER
        and prefix not in WORDS
    )


def _has_label(text: str, start: int) -> bool:
    return bool(LABEL.search(text, max(0, start - LABEL_REACH), start))
