"""Rows of the tables that exports and the package have in common: one statement, one reason, one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from results.exports.tables import Cell
from results.published.edition import NotUsed, PublishedEvidence, PublishedFoundation, PublishedLineage

EVIDENCE = ("statement", "kind", "stance", "stream", "code", "item", "ref", "words")
NOT_USED = ("kind", "code", "ref", "reason")
STATUSES = ("statement", "state", "since", "reason")
LINEAGE = ("statement", "deed", "previous", "previous_text", "reason")
CODE = "code"
Row = tuple[Cell, ...]


def list_evidence(foundations: Iterable[PublishedFoundation]) -> Iterator[Row]:
    """Yield what each statement rests on, in the order of the edition, as EVIDENCE has it."""
    for part in foundations:
        for statement in part.statements:
            for one in statement.evidence:
                yield statement.ref, *_describe_evidence(one)


def list_statuses(foundations: Iterable[PublishedFoundation]) -> Iterator[Row]:
    """Yield what became of each statement, in the order of the edition, as STATUSES has it."""
    for part in foundations:
        for statement in part.statements:
            for one in statement.statuses:
                yield statement.ref, one.state, one.since, one.reason or None


def list_lineage(lineage: Iterable[PublishedLineage]) -> Iterator[Row]:
    """Yield where each statement comes from, as LINEAGE has it."""
    for one in lineage:
        before = (one.previous or None, one.previous_text or None)
        yield one.statement or None, one.deed, *before, one.reason or None


def list_not_used(reasons: Iterable[NotUsed]) -> Iterator[Row]:
    """Yield what no statement rests on and why, as NOT_USED has it."""
    for one in reasons:
        yield one.kind, one.words if one.kind == CODE else None, one.ref or None, one.reason


def _describe_evidence(one: PublishedEvidence) -> Row:
    is_code = one.kind == CODE
    about = (one.words if is_code else None, one.item or None, one.ref or None)
    return one.kind, one.stance, one.stream_code or None, *about, None if is_code else one.words or None
