"""What a page and the queue do with findings."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from identifiers.findings import Finding


class Passage(NamedTuple):
    """A piece of a text, and what was found there, if anything."""

    text: str
    finding: Finding | None


def looks_like_patient(findings: Iterable[Finding]) -> bool:
    """Whether a text with these findings is to wait for the design group.

    True for an NHS number, a date of birth, a person with a title, a street with the number of a house, and
    for a ward or bed beside a person or an illness. What else is found its author is warned of, and that is
    all: a bed alone may be about a broken socket, "my manager Karen" is for its author to think about.
    """
    return any(finding.holds for finding in findings)


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
