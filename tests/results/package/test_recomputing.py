"""Counting again from the package alone: all comes out, and one vote more does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from results.package.opening import Package, open_package
from results.package.recomputing.everything import recompute
from results.package.seal import hash_content
from results.package.writing import CHECKSUMS, SEAL, Files, pack, seal_edition, write_checksums, write_files
from results.published.edition import PublishedEdition
from tests.results.package.conftest import PRINTED, Packed, change, count

pytestmark = pytest.mark.django_db
Reopen = Callable[[PublishedEdition, Files], Package]


@pytest.fixture
def reopen(tmp_path: Path) -> Reopen:
    """Return what reads files as a package, from a ZIP."""

    def read(edition: PublishedEdition, files: Files) -> Package:
        place = tmp_path / "package.zip"
        place.write_bytes(pack(edition, files))
        return open_package(place)

    return read


def find(package: Package, kept: str | None = None) -> list[str]:
    """Return where something differs."""
    return [one.where for one in recompute(package, kept).differences]


def place_of(edition: PublishedEdition, table: str, **values: object) -> int:
    rows = edition.table(table).as_dicts()
    return next(place for place, row in enumerate(rows) if all(row[k] == v for k, v in values.items()))


def test_all_of_it_comes_out_again(packed: Packed, reopen: Reopen) -> None:
    package = reopen(packed.edition, packed.files)
    assert find(package, hash_content(packed.seal)) == []
    assert [row["board"] for row in package.rows("boards")].count("debated") == 0  # 17 for or against
    assert package.rows("daily") != []


def test_one_vote_more_is_found_though_all_check_sums_were_made_anew(packed: Packed, reopen: Reopen) -> None:
    ref = packed.liked
    forged = change(packed.edition, "ideas", "up", 13, place_of(packed.edition, "ideas", ref=ref))
    files = write_files(forged, packed.seal, PRINTED)
    assert files[CHECKSUMS] == write_checksums(files)
    found = find(reopen(forged, files))
    assert f"boards.csv / top / {ref} / up" in found
    assert f"ideas.csv / {ref} / up, compared with sealed.csv" in found


def test_one_vote_more_in_every_table_and_a_new_sealed_list_is_found_by_what_the_site_keeps(
    packed: Packed, reopen: Reopen
) -> None:
    ref, forged = packed.liked, packed.edition
    for table in ("ideas", "boards", "daily"):
        for place, row in enumerate(forged.table(table).as_dicts()):
            if row["ref"] == ref:
                forged = change(forged, table, "up", 13, place)
    forged = replace(forged, counts=count(forged))
    seal = seal_edition(forged)
    package = reopen(forged, write_files(forged, seal, PRINTED))
    assert f"{SEAL}, compared with the site" in find(package, hash_content(packed.seal))


def test_each_kind_of_change_is_found(packed: Packed, reopen: Reopen) -> None:
    top = place_of(packed.edition, "boards", board="top")
    new = place_of(packed.edition, "boards", board="new")
    changes = {
        "a place": change(packed.edition, "boards", "rank", 9, top),
        "a score": change(packed.edition, "boards", "score", 0.99, top),
        "a chance": change(packed.edition, "boards", "chance_top10", 0.11, top),
        "a day": change(packed.edition, "boards", "score", 5.0, new),
        "an idea on no board": change(packed.edition, "ideas", "new_listed", False),
        "a coding": change(packed.edition, "codings", "ref", packed.liked),
        "a daily total": change(packed.edition, "daily", "down", 0),
        "a total that is not told": change(
            packed.edition, "ideas", "up", 3, place_of(packed.edition, "ideas", ref=packed.quiet)
        ),
    }
    missed = [
        name
        for name, forged in changes.items()
        if not find(reopen(forged, write_files(forged, packed.seal, PRINTED)))
    ]
    assert missed == []


def test_a_file_that_was_changed_by_hand_is_found_by_its_check_sum(packed: Packed, reopen: Reopen) -> None:
    files = packed.files | {"method.txt": b"Trust us."}
    assert find(reopen(packed.edition, files)) == [f"{CHECKSUMS} / method.txt"]


def test_an_idea_that_was_taken_out_after_the_release_is_said_and_no_difference(
    packed: Packed, reopen: Reopen
) -> None:
    gone = packed.quiet
    left = tuple(
        replace(table, rows=tuple(row for row in table.rows if gone not in row))
        for table in packed.edition.tables
    )
    edition = replace(packed.edition, tables=left)
    told = [
        (row[0], len(edition.table("ideas").rows), row[2]) if row[0] == "ideas" else row
        for row in edition.table("participation").rows
    ]
    numbers = replace(edition.table("participation"), rows=tuple(told))
    edition = replace(
        edition, tables=tuple(numbers if one.name == numbers.name else one for one in edition.tables)
    )
    edition = replace(edition, counts=count(edition))
    outcome = recompute(
        reopen(edition, write_files(edition, packed.seal, PRINTED)), hash_content(packed.seal)
    )
    assert (outcome.differences, outcome.gone) == ([], [gone])
