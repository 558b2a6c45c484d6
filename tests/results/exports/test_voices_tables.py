"""Other voices leave with where they come from; of few people nothing leaves that could show who spoke."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from results.exports.voices_tables import make_voices_tables
from tests.moderation.other_voices import make_passage, make_voice
from tests.results.exports.read_back import read_table
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
SAID = {"held_on": date(2026, 10, 3), "place": "East Ham", "notes_by": "a researcher"}
DETAILS = ("people", "held_on", "place", "notes_by")


def test_what_could_show_who_of_a_few_people_spoke_stays(workshop: Workshop, tmp_path: Path) -> None:
    literature = {"source": "literature", "stream": "literature", "reference": "Doe 2021"}
    voices = [
        make_voice(workshop, title="Nine", people=9, **SAID),
        make_voice(workshop, title="Somebody", **SAID),
        make_voice(workshop, title="Ten", people=10, **SAID),
        make_voice(workshop, title="Text", **literature, held_on=date(2021, 1, 1)),
    ]
    make_voice(workshop, title="Without passages")
    passages = [make_passage(voice) for voice in voices]
    rows = read_table(workshop, "other_voices", tmp_path / "voices")
    told = {row["title"]: tuple(row[name] for name in DETAILS) for row in rows}
    assert told == {
        "Nine": ("", "", "", ""),
        "Somebody": ("", "", "", ""),
        "Ten": ("10", "2026-10-03", "East Ham", "a researcher"),
        "Text": ("", "2021-01-01", "", ""),
    }
    bodies = read_table(workshop, "passages", tmp_path / "passages")
    assert {(row["ref"], row["voice"]) for row in bodies} == {(one.ref, one.voice.title) for one in passages}


@pytest.mark.parametrize("number", [1, 20])
def test_the_number_of_queries_does_not_grow(
    number: int, workshop: Workshop, django_assert_num_queries: Any
) -> None:
    for _one in range(number):
        make_passage(make_voice(workshop))
    with django_assert_num_queries(1):
        tables = make_voices_tables(workshop)
    assert [len(list(table.rows)) for table in tables] == [number, number]
