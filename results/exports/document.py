"""An export as one JSON document; docs/export-schema.json describes it."""

import json
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from results.exports.tables import Export, Table

SCHEMA_VERSION = 1


def write_document(export: Export, path: Path) -> None:
    """Write the facts about the workshop, then each table as a list of objects, row by row."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{{"schema_version": {SCHEMA_VERSION},\n"workshop": {_encode(export.workshop)}')
        for table in export.tables:
            file.write(f",\n{_encode(table.name)}: [")
            _write_rows(file, table)
            file.write("]")
        file.write("}\n")


def _write_rows(file: TextIO, table: Table) -> None:
    separator = "\n"
    for row in table.rows:
        file.write(separator + _encode(dict(zip(table.columns, row, strict=True))))
        separator = ",\n"


def _encode(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, default=date.isoformat)
