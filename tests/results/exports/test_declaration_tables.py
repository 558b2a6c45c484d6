"""The tables of the Declaration, in an export and equal to the package."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from results.exports.declaration_tables import make_declaration_tables
from results.package.tables import list_tables
from results.published.public_tables import keep_rows
from results.published.reading import read_published
from tests.results.exports.conftest import Stage
from tests.results.exports.read_back import read_document
from tests.results.sealing.conftest import Published, published, stage

__all__ = ["published", "stage"]


@pytest.mark.django_db
def test_the_export_says_of_the_last_edition_what_the_package_says(
    published: Published, tmp_path: Path
) -> None:
    document = read_document(published.stage.workshop, tmp_path / "out.json")
    package = {table.name: table for table in list_tables(read_published(published.edition))}
    assert [(one["edition"], one["kind"], one["title"]) for one in document["editions"]] == [
        (1, "final", "Our Declaration")
    ]
    assert [(one["place"], one["text"]) for one in document["statements"]] == [
        ("1.1", "There is one rota for all."),
        ("1.2", "Each service plans for its place."),
    ]
    assert [without_edition(row) for row in document["evidence"]] == package["evidence"].as_dicts()
    assert [without_edition(row) for row in document["not_used"]] == package["not_used"].as_dicts()


@pytest.mark.django_db
def test_before_an_edition_is_out_the_tables_are_empty(
    stage: Stage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        tables = [keep_rows(table) for table in make_declaration_tables(stage.workshop)]
    assert [(table.name, table.rows) for table in tables] == [
        ("editions", ()), ("statements", ()), ("evidence", ()), ("not_used", ()),
        ("lineage", ()), ("statuses", ()),
    ]  # fmt: skip


def without_edition(row: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in row.items() if name != "edition"}
