"""Counts what is held and warned of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from identifiers import Finding, find_identifiers, looks_like_patient
from tests.identifiers.corpora import PlantedPerson


@dataclass(frozen=True)
class Figures:
    """How many of how many, and the texts that went wrong."""

    hits: int
    number: int
    others: Sequence[str]

    @property
    def share(self) -> float:
        """Return the share of hits, from 0 to 1."""
        return self.hits / self.number


def measure_planted(planted: Iterable[PlantedPerson]) -> Mapping[str, Figures]:
    """Return by kind how many are found to the last letter and, unless it is a colleague, hold the text."""
    kinds: dict[str, list[PlantedPerson]] = {}
    for one in planted:
        kinds.setdefault(one.kind, []).append(one)
    return {kind: _count(ones) for kind, ones in kinds.items()}


def measure_clean(texts: Sequence[str]) -> tuple[Figures, Figures]:
    """Return how many of these texts are held, and how many are warned of at all, with those texts."""
    found = {text: find_identifiers(text) for text in texts}
    held = [text for text, findings in found.items() if looks_like_patient(findings)]
    warned = [text for text, findings in found.items() if findings]
    return Figures(len(held), len(texts), held), Figures(len(warned), len(texts), warned)


def _count(ones: Sequence[PlantedPerson]) -> Figures:
    missed = [one.text for one in ones if not _is_caught(one)]
    return Figures(len(ones) - len(missed), len(ones), missed)


def _is_caught(one: PlantedPerson) -> bool:
    findings = find_identifiers(one.text)
    marked = {place for finding in findings for place in range(finding.start, finding.end)}
    passage = range(one.start, one.end)
    covered = all(place in marked for place in passage if one.text[place].isalnum())
    return covered and (one.kind == "colleague" or _holds(one, findings))


def _holds(one: PlantedPerson, findings: Sequence[Finding]) -> bool:
    return any(finding.holds and finding.start < one.end and one.start < finding.end for finding in findings)
