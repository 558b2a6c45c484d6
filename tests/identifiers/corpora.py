"""Reads the two corpora, and texts in a form that is easy to compare."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from identifiers import Finding, Kind, find_identifiers

DATA = Path(__file__).parent / "data"


class Planted(NamedTuple):
    """A sentence with one identifier at `start:end`."""

    kind: Kind
    text: str
    start: int
    end: int


def read_planted() -> list[Planted]:
    """All planted sentences."""
    kinds = tomllib.loads((DATA / "planted.toml").read_text(encoding="utf-8"))
    return [_read_sentence(Kind(kind), line) for kind, lines in kinds.items() for line in lines]


def read_clean() -> list[str]:
    """All clean ideas."""
    files = sorted((DATA / "clean").glob("*.txt"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if not line.startswith("#")]


def find_passages(text: str) -> list[tuple[str, str]]:
    """What is found in a text, as (kind, passage)."""
    return [(finding.kind.value, text[finding.start : finding.end]) for finding in find_identifiers(text)]


def is_found(planted: Planted, findings: list[Finding]) -> bool:
    """Whether every letter and digit of the planted passage is marked, and as what it is."""
    marked = {
        place
        for finding in findings
        if finding.kind == planted.kind
        for place in range(finding.start, finding.end)
    }
    passage = range(planted.start, planted.end)
    return all(place in marked for place in passage if planted.text[place].isalnum())


def _read_sentence(kind: Kind, line: str) -> Planted:
    before, opened, rest = line.partition("{")
    passage, closed, after = rest.partition("}")
    assert opened, f"no passage in {line}"
    assert closed, f"no end of the passage in {line}"
    return Planted(kind, before + passage + after, len(before), len(before) + len(passage))


class PlantedPerson(NamedTuple):
    """A sentence with a person, an address, a ward or a colleague at `start:end`."""

    kind: str
    text: str
    start: int
    end: int


def read_people(name: str) -> list[PlantedPerson]:
    """Return the planted sentences of the set "dev", which is tuned on, or "test", which is not."""
    kinds = tomllib.loads((DATA / "people" / f"{name}.toml").read_text(encoding="utf-8"))
    return [PlantedPerson(kind, *_cut(line)) for kind, lines in kinds.items() for line in lines]


def read_people_clean() -> list[str]:
    """Return the texts of the test set that show nobody."""
    lines = (DATA / "people" / "clean.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _cut(line: str) -> tuple[str, int, int]:
    before, opened, rest = line.partition("{")
    passage, closed, after = rest.partition("}")
    assert (opened, closed) == ("{", "}"), line
    return before + passage + after, len(before), len(before) + len(passage)
