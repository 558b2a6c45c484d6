"""The tables of the Declaration: released editions, statements, what these rest on, what was not used."""

from __future__ import annotations

from results.exports.tables import Cell, Table
from results.models import Edition
from results.published.edition import NotUsed as Reason
from results.published.edition import PublishedEvidence, PublishedFoundation
from results.published.reading import read_parts
from results.published.since import read_lineage
from workshops.models import Workshop

EDITIONS = ("edition", "kind", "title", "released_on", "preamble", "behind_it")
STATEMENTS = ("edition", "ref", "place", "foundation", "text", "audience")
EVIDENCE = ("edition", "statement", "kind", "stance", "stream", "code", "item", "ref", "words")
STATUSES = ("edition", "statement", "state", "since", "reason")
LINEAGE = ("edition", "statement", "deed", "previous", "previous_text", "reason")
NOT_USED = ("edition", "kind", "code", "ref", "reason")
CODE = "code"
Row = tuple[Cell, ...]


def make_declaration_tables(workshop: Workshop) -> list[Table]:
    """Return the six tables, the last edition first; one query where none was released."""
    editions = list(Edition.objects.released().filter(workshop=workshop).latest_first())
    told: list[Row] = []
    statements: list[Row] = []
    evidence: list[Row] = []
    not_used: list[Row] = []
    statuses: list[Row] = []
    lineage: list[Row] = []
    for one in editions:
        one.workshop = workshop
        foundations, reasons = read_parts(one)
        said = (one.title, one.released_on, one.preamble or None, one.stood_behind_by or None)
        told.append((one.number, one.kind, *said))
        statements += _list_statements(one.number, foundations)
        evidence += _list_evidence(one.number, foundations)
        not_used += _list_reasons(one.number, reasons)
        statuses += _list_statuses(one.number, foundations)
        lineage += _list_lineage(one)
    return [
        Table("editions", EDITIONS, told),
        Table("statements", STATEMENTS, statements),
        Table("evidence", EVIDENCE, evidence),
        Table("not_used", NOT_USED, not_used),
        Table("lineage", LINEAGE, lineage),
        Table("statuses", STATUSES, statuses),
    ]


def _list_statements(edition: int, foundations: list[PublishedFoundation]) -> list[Row]:
    return [
        (edition, one.ref, one.number, part.title, one.text, one.audience or None)
        for part in foundations
        for one in part.statements
    ]


def _list_evidence(edition: int, foundations: list[PublishedFoundation]) -> list[Row]:
    return [
        (edition, statement.ref, *_describe_evidence(one))
        for part in foundations
        for statement in part.statements
        for one in statement.evidence
    ]


def _describe_evidence(one: PublishedEvidence) -> Row:
    code, words = (one.words, None) if one.kind == CODE else (None, one.words or None)
    about = (code, one.item or None, one.ref or None, words)
    return (one.kind, one.stance, one.stream_code or None, *about)


def _list_statuses(edition: int, foundations: list[PublishedFoundation]) -> list[Row]:
    return [
        (edition, statement.ref, one.state, one.since, one.reason or None)
        for part in foundations
        for statement in part.statements
        for one in statement.statuses
    ]


def _list_lineage(edition: Edition) -> list[Row]:
    return [
        (
            edition.number,
            one.statement or None,
            one.deed,
            one.previous or None,
            one.previous_text or None,
            one.reason or None,
        )
        for one in read_lineage(edition)
    ]


def _list_reasons(edition: int, reasons: list[Reason]) -> list[Row]:
    return [
        (edition, one.kind, one.words if one.kind == CODE else None, one.ref or None, one.reason)
        for one in reasons
    ]
