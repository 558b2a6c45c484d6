"""A workshop with votes, comments, a poll and a merge, and the package of its edition."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from results.exports.tables import Cell
from results.package.opening import Package
from results.package.recomputing.counts import count_codings, count_evidence, count_poll, count_texts
from results.package.tables import list_tables
from results.package.writing import Files, Printed, seal_edition, write_files
from results.published.edition import Count, PublishedEdition, PublishedPicture, Rows
from results.published.public_tables import list_public_tables
from tests.cast import make_comment
from tests.results.editions import EVIDENCE, make_edition
from tests.results.exports.conftest import Stage, stage
from voting.releases.releases import release_workshop

__all__ = ["stage"]
PRINTED = Printed(b"%PDF poster", b"%PDF report")


@dataclass(frozen=True)
class Packed:
    """An edition, its sealed list and its files, and the references of three ideas: values only."""

    edition: PublishedEdition
    seal: bytes
    files: Files
    liked: str
    local: str
    quiet: str


_KEPT: list[Packed] = []


def make_published(stage: Stage) -> PublishedEdition:
    """Return an edition with the tables of the workshop, and evidence that names its ideas."""
    edition = make_edition()
    quote = replace(EVIDENCE[1], ref=stage.liked.ref, stream_code="staff")
    code = replace(EVIDENCE[0], words="Rotas", stream_code="staff")
    other = replace(EVIDENCE[3], stream_code="literature")
    first = edition.foundations[0]
    statements = tuple(replace(one, evidence=(code, quote, other)) for one in first.statements)
    tables = (
        *list_public_tables(stage.workshop, timezone.localdate()),
        Rows(
            "codebook",
            ("code", "family", "definition", "example", "merged_into", "version"),
            (("Rotas", None, "Plans of who works when.", None, None, 1),),
        ),
        Rows("passages", ("ref", "stream", "source", "title", "reference", "body"), ()),
        Rows("codings", ("code", "kind", "ref"), (("Rotas", "idea", stage.local.ref),)),
    )
    made = replace(
        edition,
        foundations=(replace(first, statements=statements),),
        not_used=(),
        tables=tables,
        counted_on=timezone.localdate(),
        pictures=(PublishedPicture(first.ref, "A lamp “at night” & a door", 4, 2, paint()),),
    )
    return replace(made, counts=count(made))


def paint() -> bytes:
    """Return a small picture as the site keeps it."""
    out = BytesIO()
    Image.new("RGB", (4, 2), (0, 94, 184)).save(out, "WEBP")
    return out.getvalue()


def count(edition: PublishedEdition) -> tuple[Count, ...]:
    """Return the counts of an edition, from its tables."""
    package = Package({}, {table.name: table for table in list_tables(edition)}, {})
    counted = count_texts(package) | count_poll(package) | count_codings(package) | count_evidence(package)
    return tuple(Count(*key, number) for key, number in counted.items())


@pytest.fixture
def packed(request: pytest.FixtureRequest, db: None) -> Packed:
    """Return the package of a workshop with comments, after its last release; made once for all tests."""
    if not _KEPT:
        _KEPT.append(_pack(request.getfixturevalue("stage")))
    return _KEPT[0]


def _pack(stage: Stage) -> Packed:
    make_comment(stage.liked, body="We tried this; it works.")
    make_comment(stage.liked, body="=SUM(all of us)\nand more")
    release_workshop(stage.workshop.pk, force=True)
    edition = make_published(stage)
    seal = seal_edition(edition)
    refs = (stage.liked.ref, stage.local.ref, stage.quiet.ref)
    return Packed(edition, seal, write_files(edition, seal, PRINTED), *refs)


def change(
    edition: PublishedEdition, table: str, column: str, value: Cell, place: int = 0
) -> PublishedEdition:
    """Return the edition with another value in one cell of a table."""
    old = edition.table(table)
    rows = [list(row) for row in old.rows]
    rows[place][old.columns.index(column)] = value
    new = replace(old, rows=tuple(map(tuple, rows)))
    return replace(edition, tables=tuple(new if one.name == table else one for one in edition.tables))
