"""What a page and the queue do with findings."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workshops.identifiers.findings import Finding, Kind

# Each of them points at one patient by itself …
ENOUGH = frozenset({Kind.NHS_NUMBER, Kind.BIRTH_DATE})
# … and these do beside a name, within so many characters.
WITH_A_NAME = frozenset({Kind.BED, Kind.POSTCODE})
BESIDE = 200


class Passage(NamedTuple):
    """A piece of a text, and what was found there, if anything."""

    text: str
    finding: Finding | None


def looks_like_patient(findings: Iterable[Finding]) -> bool:
    """Whether a text with these findings is to wait for the design group.

    True for an NHS number or a date of birth, and for a bed or a postcode within 200 characters of a name
    that is titled as patients are (Mrs Khan, not Sister Mary). A name or a bed alone may be a colleague's or
    about a broken socket: its author is warned, and that is all.
    """
    found = list(findings)
    return any(finding.kind in ENOUGH for finding in found) or _has_named_place(found)


def mark_passages(text: str, findings: Iterable[Finding]) -> list[Passage]:
    """The text cut into pieces, in order and without loss, for a template that prints <mark>.

    Takes findings of `find_identifiers` for the same text; no piece is empty. Nothing is escaped here.
    """
    return [piece for piece in _cut(text, findings) if piece.text]


def _cut(text: str, findings: Iterable[Finding]) -> Iterator[Passage]:
    done = 0
    for finding in sorted(findings, key=lambda finding: finding.start):
        yield Passage(text[done : finding.start], None)
        yield Passage(text[finding.start : finding.end], finding)
        done = finding.end
    yield Passage(text[done:], None)


def _has_named_place(findings: Sequence[Finding]) -> bool:
    names = [finding for finding in findings if finding.kind is Kind.NAME and finding.patient]
    places = [finding for finding in findings if finding.kind in WITH_A_NAME]
    return any(_are_beside(name, place) for name in names for place in places)


def _are_beside(one: Finding, other: Finding) -> bool:
    return max(one.start, other.start) - min(one.end, other.end) <= BESIDE
