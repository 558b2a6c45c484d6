"""Snapshots: when a new one is taken, what it tells, and that it stays as it is."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import make_members, make_workshop
from tests.workshops.statistics.drawing import draw_nearest
from workshops.models import Group, Organisation, Snapshot, Workshop
from workshops.statistics.participation import describe_participation, list_bands
from workshops.statistics.snapshots import Participants, find_last, read_margin, take_joined, take_took_part

pytestmark = pytest.mark.django_db
TOOK_PART = Snapshot.Kind.TOOK_PART


def take_part(boroughs: dict[str | None, int], silent: int = 0) -> Participants:
    """Return that so many people of each borough took part, of no group, and that some only joined."""
    named = [name for name, number in boroughs.items() for _one in range(number)]
    took_part = np.array([True] * len(named) + [False] * silent)
    boroughs_named: list[str | None] = [*named, *["camden"] * silent]
    nothing: list[str | None] = [None] * len(took_part)
    everybody = {"borough": boroughs_named, "group": nothing}
    categories = {"borough": ["barnet", "brent", "camden"], "group": list[str]()}
    return Participants(everybody, categories, took_part, draw_nearest)


def test_the_first_snapshot_of_those_who_joined_needs_ten_people(workshop: Workshop) -> None:
    make_members(9, workshop)
    assert take_joined(workshop) is None
    make_members(1, workshop)
    snapshot = take_joined(workshop)
    assert snapshot is not None
    assert snapshot.figures == {
        "people": 10,
        "organisations": 0,
        "boroughs": 0,
        "bands": {"fewest": {}, "coarse": False},
        "by_code": {"fewest": {"otherwise": 10}, "coarse": False},
    }


def test_the_next_one_needs_ten_more(workshop: Workshop) -> None:
    make_members(12, workshop)
    take_joined(workshop)
    make_members(9, workshop)
    assert take_joined(workshop) is None
    make_members(1, workshop)
    snapshot = take_joined(workshop)
    assert snapshot is not None
    assert (snapshot.number, snapshot.figures["people"]) == (2, 22)


def test_who_took_part_is_told_by_borough_and_rounded(workshop: Workshop) -> None:
    snapshot = take_took_part(workshop, take_part({"camden": 21, "barnet": 4, None: 8}, silent=20))
    assert snapshot is not None
    assert snapshot.figures == {
        "people": 35,
        "borough": {"told": {"camden": 20}, "others_many": False},
        "group": {"told": {}, "others_many": False},
    }


@pytest.mark.parametrize(("people", "is_taken"), [(9, False), (10, True)])
def test_fewer_than_ten_who_took_part_are_no_snapshot(
    people: int, is_taken: bool, workshop: Workshop
) -> None:
    assert (take_took_part(workshop, take_part({"camden": people})) is not None) == is_taken


def test_the_next_one_needs_ten_more_than_there_can_have_been(workshop: Workshop) -> None:
    take_took_part(workshop, take_part({"camden": 21}))
    assert take_took_part(workshop, take_part({"camden": 33})) is None
    assert take_took_part(workshop, take_part({"camden": 34})) is not None


def test_an_earlier_snapshot_is_thought_of(workshop: Workshop, other_workshop: Workshop) -> None:
    """Of 64 people 36 at least are of Camden, and 21 of Barnet before: Brent would be what is left."""
    now = take_part({"camden": 38, "barnet": 24, "brent": 2})
    take_took_part(workshop, take_part({"camden": 16, "barnet": 24, None: 10}))
    told = [take_took_part(one, now) for one in (workshop, other_workshop)]
    margins = [read_margin(snapshot, "borough").told for snapshot in told if snapshot]
    assert margins == [{}, {"camden": 40}]


def test_snapshots_of_other_workshops_and_of_the_other_kind_do_not_count(
    workshop: Workshop, other_workshop: Workshop
) -> None:
    make_members(12, workshop)
    take_joined(workshop)
    take_took_part(other_workshop, take_part({"camden": 30}))
    assert find_last(workshop, TOOK_PART) is None
    assert take_took_part(workshop, take_part({"camden": 12})) is not None


def change_figures(snapshot: Snapshot) -> object:
    return Snapshot.objects.filter(pk=snapshot.pk).update(figures={})


def take_it_twice(snapshot: Snapshot) -> object:
    return Snapshot.objects.create(
        workshop=snapshot.workshop, kind=snapshot.kind, number=snapshot.number, figures={}
    )


def invent_a_kind(snapshot: Snapshot) -> object:
    return Snapshot.objects.create(workshop=snapshot.workshop, kind="guess", number=1, figures={})


@pytest.mark.parametrize("breach", [change_figures, take_it_twice, invent_a_kind])
def test_a_snapshot_is_never_changed(breach: Callable[[Snapshot], object], workshop: Workshop) -> None:
    make_members(10, workshop)
    snapshot = take_joined(workshop)
    assert snapshot is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        breach(snapshot)


def test_an_update_that_changes_nothing_passes_for_the_nightly_scramble(workshop: Workshop) -> None:
    make_members(10, workshop)
    take_joined(workshop)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE workshops_snapshot SET number = number")
        assert cursor.rowcount == 1


def test_everybody_reads_names_from_ten_people_up_and_how_many_more(workshop: Workshop) -> None:
    for name, people in (("Large", 12), ("Small", 3), ("Tiny", 1), ("Absent", 0)):
        organisation = Organisation.objects.create(workshop=workshop, name=name)
        make_members(people, workshop, organisation=organisation)
    make_members(20, workshop)
    take_joined(workshop)
    told = describe_participation(workshop)
    assert (told.organisations, told.more_organisations) == (["Large"], 2)
    assert list_bands(workshop) == [
        ("Absent", "none"),
        ("Large", "10 to 24"),
        ("Small", "1 to 9"),
        ("Tiny", "1 to 9"),
    ]


def test_without_a_snapshot_nothing_is_told() -> None:
    workshop = make_workshop()
    told = describe_participation(workshop)
    assert (told.organisations, told.more_organisations, told.joined_by) == ([], 0, None)
    assert (told.breakdowns, told.took_part_by, list_bands(workshop)) == ([], None, [])


def test_who_took_part_is_told_in_words(workshop: Workshop) -> None:
    Group.objects.create(workshop=workshop, name="nurse")
    take_took_part(workshop, take_part({"camden": 21, "barnet": 4, None: 8}, silent=20))
    by_borough, by_group = describe_participation(workshop).breakdowns
    assert (by_borough.rows, by_borough.others) == ([("Camden", 20)], "too few to tell")
    assert (by_group.heading, by_group.rows) == ("By “I am a …”", [])
