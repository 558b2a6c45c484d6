"""The tables of the Declaration: released editions, statements, what these rest on, what was not used."""

from __future__ import annotations

from collections.abc import Iterable

from results.exports.tables import Table
from results.models import Edition
from results.published import rows
from results.published.edition import PublishedFoundation
from results.published.reading import read_parts
from results.published.rows import Row
from results.published.since import read_lineage
from workshops.models import Workshop

EDITIONS = ("edition", "kind", "title", "released_on", "preamble", "behind_it")
STATEMENTS = ("edition", "ref", "place", "foundation", "text", "audience")


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
        evidence += _of(one.number, rows.list_evidence(foundations))
        not_used += _of(one.number, rows.list_not_used(reasons))
        statuses += _of(one.number, rows.list_statuses(foundations))
        lineage += _of(one.number, rows.list_lineage(read_lineage(one)))
    return [
        Table("editions", EDITIONS, told),
        Table("statements", STATEMENTS, statements),
        Table("evidence", ("edition", *rows.EVIDENCE), evidence),
        Table("not_used", ("edition", *rows.NOT_USED), not_used),
        Table("lineage", ("edition", *rows.LINEAGE), lineage),
        Table("statuses", ("edition", *rows.STATUSES), statuses),
    ]


def _list_statements(edition: int, foundations: list[PublishedFoundation]) -> list[Row]:
    return [
        (edition, one.ref, one.number, part.title, one.text, one.audience or None)
        for part in foundations
        for one in part.statements
    ]


def _of(edition: int, listed: Iterable[Row]) -> list[Row]:
    """Return rows of one edition with its number before each."""
    return [(edition, *row) for row in listed]
