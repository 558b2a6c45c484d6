"""A package read back: from a ZIP or a folder, as tables with values, whoever made it."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

from ideas_platform.lib.csv_cells import take_apostrophe
from results.exports.folder import MARKED_UTF8
from results.exports.tables import Cell
from results.package.fields import find_kind, read_value
from results.package.writing import CHECKSUMS, DESCRIPTOR, SEAL
from results.published.edition import Rows

NEEDED = frozenset(
    {
        "ideas",
        "boards",
        "comments",
        "poll",
        "daily",
        "codings",
        "evidence",
        "statements",
        "counts",
        "passages",
    }
)
# Far above what a workshop can have; a file that unpacks to more is none of ours.
MOST_BYTES = 1024**3
MOST_FILES = 100


class NotAPackage(Exception):  # noqa: N818 - it names what is the matter
    """What was given is no package; the message says why in plain words."""


@dataclass(frozen=True)
class Package:
    """The files of a package by name, its tables by name, and what datapackage.json says."""

    files: Mapping[str, bytes]
    tables: Mapping[str, Rows]
    described: Mapping[str, Any]

    def rows(self, table: str) -> list[dict[str, Cell]]:
        """Return the rows of a table by their columns; none where there is no such table."""
        return self.tables[table].as_dicts() if table in self.tables else []

    @property
    def is_imported(self) -> bool:
        """Whether all numbers are exact: those of an imported workshop are."""
        return self.described.get("imported") is True


def open_package(place: Path) -> Package:
    """Return the package at this place; raises NotAPackage where it is none, OSError without it."""
    files = _read_folder(place) if place.is_dir() else _read_archive(place)
    missing = sorted({SEAL, DESCRIPTOR, CHECKSUMS, *(f"{name}.csv" for name in NEEDED)} - files.keys())
    if missing:
        raise NotAPackage(f"{place} is no package: {', '.join(missing)} is not in it.")
    try:
        described = json.loads(files[DESCRIPTOR])
        tables = {name[:-4]: _read_table(name[:-4], content) for name, content in _list_tables(files)}
    except (ValueError, KeyError, csv.Error) as error:
        raise NotAPackage(f"{place} cannot be read: {error}") from error
    if not isinstance(described, dict):
        raise NotAPackage(f"{place} cannot be read: {DESCRIPTOR} says nothing.")
    return Package(files, tables, described)


def _list_tables(files: Mapping[str, bytes]) -> list[tuple[str, bytes]]:
    return [(name, files[name]) for name in sorted(files) if name.endswith(".csv") and name != SEAL]


def _read_table(name: str, content: bytes) -> Rows:
    header, *rows = csv.reader(StringIO(content.decode(MARKED_UTF8), newline=""))
    kinds = [find_kind(name, column) for column in header]
    if any(len(row) != len(header) for row in rows):
        raise ValueError(f"{name}.csv has a row that is too long or too short.")
    read = [tuple(_read_cell(kind, cell) for kind, cell in zip(kinds, row, strict=True)) for row in rows]
    return Rows(name, tuple(header), tuple(read))


def _read_cell(kind: str, cell: str) -> Cell:
    return (take_apostrophe(cell) or None) if kind == "string" else read_value(kind, cell)


def _read_folder(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(place.iterdir()) if path.is_file()}


def _read_archive(place: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(place) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > MOST_BYTES:
                raise NotAPackage(f"{place} is too large for a package.")
            return {Path(entry.filename).name: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise NotAPackage(f"{place} is no ZIP that can be read.") from error
