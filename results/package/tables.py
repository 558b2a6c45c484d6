"""All tables of the package: those of the exports, and the edition's own."""

from __future__ import annotations

from collections.abc import Iterator

from results.exports.tables import Cell
from results.published.edition import PublishedEdition, PublishedEvidence, Rows

FOUNDATIONS = ("number", "ref", "title", "promise", "text", "picture")
STATEMENTS = ("ref", "number", "foundation", "text", "audience")
EVIDENCE = ("statement", "kind", "stance", "stream", "code", "item", "ref", "words")
NOT_USED = ("kind", "code", "ref", "reason")
STATUSES = ("statement", "state", "since", "reason")
LINEAGE = ("statement", "deed", "previous", "previous_text", "reason")
COUNTS = ("measure", "about", "part", "number")
CODE = "code"


def list_tables(edition: PublishedEdition) -> list[Rows]:
    """Return the tables in the order in which a reader meets them."""
    own = [
        Rows("foundations", FOUNDATIONS, tuple(_list_foundations(edition))),
        Rows("statements", STATEMENTS, tuple(_list_statements(edition))),
        Rows("evidence", EVIDENCE, tuple(_list_evidence(edition))),
        Rows("not_used", NOT_USED, tuple(_list_not_used(edition))),
        Rows("lineage", LINEAGE, tuple(_list_lineage(edition))),
        Rows("statuses", STATUSES, tuple(_list_statuses(edition))),
    ]
    counts = tuple((one.measure, one.about or None, one.part or None, one.number) for one in edition.counts)
    return [*own, *edition.tables, Rows("counts", COUNTS, counts)]


def _list_foundations(edition: PublishedEdition) -> Iterator[tuple[Cell, ...]]:
    for one in edition.foundations:
        said = (one.promise or None, one.text or None, one.picture_words or None)
        yield one.number, one.ref, one.title, *said


def _list_statements(edition: PublishedEdition) -> Iterator[tuple[Cell, ...]]:
    for foundation, one in edition.list_statements():
        yield one.ref, one.number, foundation.ref, one.text, one.audience or None


def _list_evidence(edition: PublishedEdition) -> Iterator[tuple[Cell, ...]]:
    for _foundation, statement in edition.list_statements():
        for one in statement.evidence:
            yield statement.ref, *_describe_evidence(one)


def _describe_evidence(one: PublishedEvidence) -> tuple[Cell, ...]:
    is_code = one.kind == CODE
    about = (one.words if is_code else None, one.item or None, one.ref or None)
    words = None if is_code else one.words or None
    return one.kind, one.stance, one.stream_code or None, *about, words


def _list_lineage(edition: PublishedEdition) -> Iterator[tuple[Cell, ...]]:
    for one in edition.lineage:
        before = (one.previous or None, one.previous_text or None)
        yield one.statement or None, one.deed, *before, one.reason or None


def _list_statuses(edition: PublishedEdition) -> Iterator[tuple[Cell, ...]]:
    for _foundation, statement in edition.list_statements():
        for one in statement.statuses:
            yield statement.ref, one.state, one.since, one.reason or None


def _list_not_used(edition: PublishedEdition) -> Iterator[tuple[Cell, ...]]:
    for one in edition.not_used:
        is_code = one.kind == CODE
        yield one.kind, one.words if is_code else None, one.ref or None, one.reason
