"""All tables of the package: those of the exports, and the edition's own."""

from __future__ import annotations

from collections.abc import Iterator

from results.exports.tables import Cell
from results.published import rows
from results.published.edition import PublishedEdition, Rows

FOUNDATIONS = ("number", "ref", "title", "promise", "text", "picture")
STATEMENTS = ("ref", "number", "foundation", "text", "audience")
COUNTS = ("measure", "about", "part", "number")


def list_tables(edition: PublishedEdition) -> list[Rows]:
    """Return the tables in the order in which a reader meets them."""
    own = [
        Rows("foundations", FOUNDATIONS, tuple(_list_foundations(edition))),
        Rows("statements", STATEMENTS, tuple(_list_statements(edition))),
        Rows("evidence", rows.EVIDENCE, tuple(rows.list_evidence(edition.foundations))),
        Rows("not_used", rows.NOT_USED, tuple(rows.list_not_used(edition.not_used))),
        Rows("lineage", rows.LINEAGE, tuple(rows.list_lineage(edition.lineage))),
        Rows("statuses", rows.STATUSES, tuple(rows.list_statuses(edition.foundations))),
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
