"""The package as files, and as one ZIP: the same edition is the same bytes each time."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping
from io import BytesIO, StringIO
from typing import NamedTuple

from ideas_platform.lib.csv_cells import write_cell
from results.exports.folder import MARKED_UTF8
from results.package.descriptor import describe_package
from results.package.page import write_page
from results.package.pictures import name_picture
from results.package.seal import hash_content, write_seal
from results.package.tables import list_tables
from results.package.texts import write_columns, write_method, write_read_me, write_rules
from results.published.edition import PublishedEdition, Rows

SEAL = "sealed.csv"
DESCRIPTOR = "datapackage.json"
CHECKSUMS = "checksums.sha256"
PAGE = "index.html"
Files = dict[str, bytes]


class Printed(NamedTuple):
    """What was printed of the edition and lies in the package, too."""

    poster: bytes
    report: bytes


def seal_edition(edition: PublishedEdition) -> bytes:
    """Return the sealed list of an edition, as it stands on the day of its release."""
    return write_seal(list_tables(edition), list_facts(edition))


def list_facts(edition: PublishedEdition) -> dict[str, str]:
    """Return what the counting rests on and no table says."""
    return {
        "counted_on": edition.counted_on.isoformat() if edition.counted_on else "",
        "edition": str(edition.number),
        "workshop": edition.slug,
    }


def write_files(edition: PublishedEdition, seal: bytes, printed: Printed) -> Files:
    """Return all files by name; the last one, of the check sums, knows all others."""
    tables = list_tables(edition)
    files = {f"{table.name}.csv": write_table(table) for table in tables}
    described = json.dumps(describe_package(edition, tables), ensure_ascii=False, indent=1)
    sealed_as = hash_content(seal)
    files |= {
        SEAL: seal,
        DESCRIPTOR: described.encode(),
        "README.txt": write_read_me(edition, sealed_as),
        "columns.txt": write_columns(tables),
        "counting-rules.txt": write_rules(edition),
        "method.txt": write_method(edition),
        "poster.pdf": printed.poster,
        "report.pdf": printed.report,
        PAGE: write_page(edition, tables, sealed_as),
        **{name_picture(one): one.content for one in edition.pictures},
    }
    return files | {CHECKSUMS: write_checksums(files)}


def write_table(table: Rows) -> bytes:
    """Return one table as the exports write it: RFC 4180 after a byte order mark, every digit of a number."""
    file = StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(table.columns)
    rows.writerows([write_cell(cell) for cell in row] for row in table.rows)
    return file.getvalue().encode(MARKED_UTF8)


def write_checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of each file, as sha256sum writes and checks them."""
    lines = [f"{hash_content(files[name])}  {name}\n" for name in sorted(files) if name != CHECKSUMS]
    return "".join(lines).encode()


def pack(edition: PublishedEdition, files: Mapping[str, bytes]) -> bytes:
    """Return one ZIP with a folder of the files in it, dated by the release."""
    day = edition.released_on
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(f"{edition.slug}/{name}", (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return made.getvalue()
