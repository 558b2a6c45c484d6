"""All recognisers over one text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from identifiers.addresses import find_emails, find_postcodes
from identifiers.beds import find_beds
from identifiers.births import find_birth_dates
from identifiers.colleagues import find_colleagues
from identifiers.findings import Finding, Kind
from identifiers.folding import fold
from identifiers.insurance import find_insurance_numbers
from identifiers.names import find_names
from identifiers.nhs_numbers import find_nhs_numbers
from identifiers.only_one import find_only_ones
from identifiers.patients import find_patients
from identifiers.phones import find_phones
from identifiers.streets import find_streets
from identifiers.wards import Sentences, find_wards

RANKS = {kind: rank for rank, kind in enumerate(Kind)}


def find_identifiers(text: str) -> list[Finding]:
    """Passages of `text` that could identify somebody, in order; none of them overlap.

    Takes time in proportion to the length of the text, whatever is in it. Nothing is kept or logged.
    """
    folded = fold(text)
    found = []
    for finding in merge_overlaps(_find_all(folded.text)):
        start, end = folded.find_span(finding.start, finding.end)
        found.append(replace(finding, start=start, end=end))
    return found


def merge_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in order, those that share a character as one: of the kind that ranks first."""
    merged: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: (finding.start, finding.end)):
        if merged and finding.start < merged[-1].end:
            merged[-1] = _join(merged[-1], finding)
        else:
            merged.append(finding)
    return merged


def _join(first: Finding, second: Finding) -> Finding:
    kind = min(first.kind, second.kind, key=RANKS.__getitem__)
    return Finding(kind, first.start, max(first.end, second.end), first.holds or second.holds)


def _find_all(text: str) -> Iterator[Finding]:
    phones = list(find_phones(text))
    yield from phones
    yield from find_nhs_numbers(text, phones)
    for find in (find_emails, find_postcodes, find_insurance_numbers, find_birth_dates):
        yield from find(text)
    for find in (find_streets, find_colleagues, find_only_ones):
        yield from find(text)
    names = [*find_names(text), *find_patients(text)]
    yield from names
    sentences = Sentences(text, names)
    yield from find_beds(text, sentences)
    yield from find_wards(text, sentences)
