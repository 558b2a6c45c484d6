"""The package has all its files, and reads as what it was made from."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from results.package.opening import NotAPackage, open_package
from results.package.tables import list_tables
from results.package.writing import CHECKSUMS, pack, write_files
from tests.results.package.conftest import PRINTED, Packed

pytestmark = pytest.mark.django_db


def write_out(packed: Packed, place: Path) -> Path:
    """Write the ZIP and return where it is."""
    path = place / "package.zip"
    path.write_bytes(pack(packed.edition, packed.files))
    return path


def test_it_reads_as_what_it_was_made_from(packed: Packed, tmp_path: Path) -> None:
    package = open_package(write_out(packed, tmp_path))
    assert package.tables == {table.name: table for table in list_tables(packed.edition)}
    assert dict(package.files) == packed.files


def test_the_same_edition_is_the_same_bytes(packed: Packed) -> None:
    again = write_files(packed.edition, packed.seal, PRINTED)
    assert pack(packed.edition, again) == pack(packed.edition, packed.files)


def test_sha256sum_finds_every_file_as_it_was_written(packed: Packed, tmp_path: Path) -> None:
    for name, content in packed.files.items():
        (tmp_path / name).write_bytes(content)
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", CHECKSUMS], cwd=tmp_path, check=True)
    named = {line.split("  ")[1] for line in packed.files[CHECKSUMS].decode().splitlines()}
    assert named == packed.files.keys() - {CHECKSUMS}


def test_frictionless_finds_nothing_wrong(packed: Packed, tmp_path: Path) -> None:
    for name, content in packed.files.items():
        (tmp_path / name).write_bytes(content)
    command = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert [task["errors"] for task in report["tasks"] if task["errors"]] == []
    assert (report["valid"], report["errors"], len(report["tasks"])) == (
        True,
        [],
        len(list_tables(packed.edition)),
    )


def test_the_picture_of_a_foundation_lies_in_it_and_stands_in_the_page(packed: Packed) -> None:
    [picture] = packed.edition.pictures
    assert packed.files[f"picture-{picture.ref}.webp"] == picture.content
    page = packed.files["index.html"].decode()
    within = f"data:image/webp;base64,{b64encode(picture.content).decode()}"
    shown = f'<img src="{within}" alt="A lamp “at night” &amp; a door" width="4"'
    assert page.count(shown) == page.count("<img ") == 1


def test_nothing_that_was_hidden_or_waits_is_in_it(packed: Packed) -> None:
    everything = b"".join(packed.files.values()).decode("utf-8", "replace")
    hidden = ["Hidden", "Secret in_review", "Secret withdrawn"]
    assert [title for title in hidden if title in everything] == []
    assert "One rota" in everything


def test_what_is_no_package_is_refused_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "other.zip").write_bytes(b"PK nothing")
    with pytest.raises(NotAPackage, match="no ZIP"):
        open_package(tmp_path / "other.zip")
    with pytest.raises(NotAPackage, match="is not in it"):
        open_package(tmp_path)
