"""datapackage.json: what the files are, for programs (https://datapackage.org/, version 2)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from results.package.fields import find_kind
from results.package.meanings import explain, explain_table
from results.published.edition import PublishedEdition, Rows

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
# Columns that tell the rows of a table apart, and columns that name a row of another table.
PRIMARY = {
    "foundations": ["ref"],
    "statements": ["ref"],
    "ideas": ["ref"],
    "comments": ["ref"],
    "codebook": ["code"],
    "boards": ["board", "ref"],
    "daily": ["ref", "date"],
    "passages": ["ref"],
    "samples": ["sample"],
}
FOREIGN = {
    "statements": [("foundation", "foundations", "ref")],
    "lineage": [("statement", "statements", "ref")],
    "statuses": [("statement", "statements", "ref")],
    "evidence": [("statement", "statements", "ref"), ("code", "codebook", "code")],
    "ideas": [("merged_into", "ideas", "ref")],
    "comments": [("idea", "ideas", "ref"), ("answers", "comments", "ref")],
    "boards": [("ref", "ideas", "ref")],
    "daily": [("ref", "ideas", "ref")],
    "codings": [("code", "codebook", "code")],
}


def describe_package(edition: PublishedEdition, tables: Sequence[Rows]) -> dict[str, Any]:
    """Return what datapackage.json says."""
    return {
        "$schema": PROFILE,
        "name": edition.slug,
        "title": f"{edition.title} ({edition.workshop})",
        "version": f"{edition.number}.0.0",
        "created": f"{edition.released_on.isoformat()}T00:00:00Z",
        "homepage": edition.address,
        "edition": edition.number,
        "imported": edition.imported,
        "counted_on": edition.counted_on.isoformat() if edition.counted_on else "",
        "resources": [_describe_table(table) for table in tables],
    }


def _describe_table(table: Rows) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_describe_field(table.name, column) for column in table.columns],
        "missingValues": [""],
    }
    if table.name in PRIMARY:
        schema["primaryKey"] = PRIMARY[table.name]
    if table.name in FOREIGN:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": other, "fields": [named]}}
            for column, other, named in FOREIGN[table.name]
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": explain_table(table.name),
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _describe_field(table: str, column: str) -> dict[str, Any]:
    kind = find_kind(table, column)
    described: dict[str, Any] = {"name": column, "type": kind, "description": explain(table, column)}
    if kind == "boolean":
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    return described
