"""The tables of coding: what counts, and nothing of the blind share that only one person has read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from moderation.domain.code_changes import merge_codes
from moderation.domain.codebook import read_codebook
from moderation.models import Settlement
from results.exports.coding_tables import make_coding_tables
from tests.cast import Person
from tests.moderation.coding_people import code_as, make_answer, make_code, make_text, meet
from tests.results.exports.read_back import read_table
from workshops.models import Workshop

pytestmark = pytest.mark.django_db


def test_what_counts_is_exported_and_what_one_of_two_has_read_is_not(
    workshop: Workshop, moderator: Person, organiser: Person, tmp_path: Path
) -> None:
    bus, train = make_code(moderator, "Bus"), make_code(moderator, "Train", definition="By rail.")
    plain, shared, half = (make_text(workshop, blind=blind) for blind in (False, True, True))
    comment = make_answer(plain)
    code_as(moderator, plain, [bus], ["five places"])
    code_as(moderator, comment)
    code_as(moderator, half, [bus], ["five places"])
    code_as(moderator, shared, [bus, train])
    code_as(organiser, shared, [train], ["ring"])
    expected = [
        {"kind": "comment", "ref": comment.ref, "code": "", "read_by": "1", "settled": "false"},
        {"kind": "idea", "ref": plain.ref, "code": "Bus", "read_by": "1", "settled": "false"},
        {"kind": "idea", "ref": shared.ref, "code": "Train", "read_by": "2", "settled": "false"},
    ]
    rows = read_table(workshop, "codings", tmp_path / "codings")
    assert sorted(rows, key=str) == sorted(expected, key=str)
    Settlement.objects.create(workshop=workshop, idea=shared, code=bus, applies=True)
    settled = {**expected[2], "code": "Bus", "settled": "true"}
    assert settled in read_table(workshop, "codings", tmp_path / "settled")
    quotes = read_table(workshop, "quotes", tmp_path / "quotes")
    assert {(row["ref"], row["quote"]) for row in quotes} == {
        (plain.ref, "five places"),
        (shared.ref, "ring"),
    }
    agreement = read_table(workshop, "agreement", tmp_path / "agreement")
    assert [(row["code"], row["texts"], row["both"], row["one"], row["kappa"]) for row in agreement] == [
        ("Bus", "1", "0", "1", ""),
        ("Train", "1", "1", "0", ""),
    ]
    merge_codes(actor=meet(moderator), code=bus, into=train, version=1)
    book = read_table(workshop, "codebook", tmp_path / "book")
    assert [(row["code"], row["definition"], row["merged_into"], row["version"]) for row in book] == [
        ("Bus", "", "Train", "2"),
        ("Train", "By rail.", "", "1"),
    ]
    assert len(read_codebook(workshop).living) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_what_is_coded(
    number: int, workshop: Workshop, moderator: Person, organiser: Person, django_assert_num_queries: Any
) -> None:
    for one in range(number):
        bus, shared = make_code(moderator, f"Bus {one}"), make_text(workshop, blind=True)
        code_as(moderator, shared, [bus], ["five places"])
        code_as(organiser, shared, [bus], ["ring"])
        code_as(moderator, make_answer(shared), [bus])

    # the codebook; codings, codes, what is settled; ideas, comments and passages; two for quotes
    with django_assert_num_queries(10):
        tables = make_coding_tables(workshop)
    assert [len(list(table.rows)) for table in tables] == [number, 2 * number, 2 * number, number]
