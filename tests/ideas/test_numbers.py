"""The numbers of a workshop: what they count, who counts, and that they change with releases only."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ideas.domain.numbers import public_numbers
from ideas.models import Idea
from tests.cast import Person, make_idea, make_member, make_members, make_workshop
from tests.results.exports.read_back import read_table
from workshops.domain.joining import leave_workshop
from workshops.models import Membership, Organisation, Workshop
from workshops.phases import Phase
from workshops.rules import Role
from workshops.statistics.exact_counts import count_joined, has_enough_members
from workshops.statistics.snapshots import take_joined

pytestmark = pytest.mark.django_db


def tell(workshop: Workshop) -> dict[str, object]:
    return {str(number["label"]): number["value"] for number in public_numbers(workshop)}


def test_before_the_first_snapshot_no_number_of_people_is_told(workshop: Workshop) -> None:
    make_members(25, workshop)
    assert tell(workshop) == {"ideas": 0}


def test_people_organisations_and_boroughs_are_told_exactly(workshop: Workshop) -> None:
    busy, quiet, left = (
        Organisation.objects.create(workshop=workshop, name=name) for name in ("Busy", "Quiet", "Gone")
    )
    make_members(11, workshop, organisation=busy, borough_id="camden")
    make_members(2, workshop, organisation=None, borough_id="camden")
    make_members(1, workshop, organisation=left, borough_id="barnet", role=Role.LEFT)
    take_joined(workshop)
    assert tell(workshop) == {"people": 14, "organisations": 2, "boroughs": 2, "ideas": 0}
    assert quiet.listed is True


def test_everybody_counts_whatever_they_are_also_who_has_left(workshop: Workshop) -> None:
    for role in Role:
        make_member(role.value, workshop, role)
    make_members(1, workshop)
    Membership.objects.filter(role=Role.LEFT).update(user=None)
    assert count_joined(workshop)["people"] == 5


def test_for_the_first_release_only_participants_count(workshop: Workshop) -> None:
    Workshop.objects.update(minimum_members=3)
    again = Workshop.objects.get(pk=workshop.pk)
    make_members(2, workshop)
    make_members(4, workshop, role=Role.DESIGN_GROUP)
    make_members(4, workshop, role=Role.LEFT)
    assert has_enough_members(again) is False
    last = make_members(1, workshop)[0]
    assert has_enough_members(again) is True
    leave_workshop(actor=last)
    assert has_enough_members(again) is False
    again.release_number = 1
    assert has_enough_members(again) is True


def test_people_and_ideas_elsewhere_do_not_count_here(workshop: Workshop, other_workshop: Workshop) -> None:
    make_members(40, other_workshop, borough_id="camden")
    make_members(10, workshop)
    make_idea(other_workshop)
    for one in (workshop, other_workshop):
        take_joined(one)
    assert (tell(workshop)["people"], tell(workshop)["ideas"]) == (10, 0)


@pytest.mark.parametrize("status", sorted(Idea.Status))
def test_only_a_published_idea_counts(status: Idea.Status, workshop: Workshop) -> None:
    make_idea(workshop, status=Idea.Status(status))
    assert tell(workshop)["ideas"] == (1 if status == Idea.Status.PUBLISHED else 0)


def test_every_number_says_what_it_counts(workshop: Workshop) -> None:
    assert [number["label"] for number in public_numbers(workshop) if not number["definition"]] == []


def test_numbers_take_two_queries_however_many_there_are(workshop: Workshop) -> None:
    make_members(20, workshop)
    take_joined(workshop)
    for _one in range(5):
        make_idea(workshop)
    with CaptureQueriesContext(connection) as queries:
        numbers = public_numbers(workshop)
    assert len(queries) == 2
    assert [number["value"] for number in numbers] == [20, 0, 0, 5]


@pytest.mark.parametrize("phase", [Phase.OPEN, Phase.CLOSED, Phase.PUBLISHED])
def test_the_page_tells_visitors_the_same_numbers_in_every_phase(phase: Phase, outsider: Person) -> None:
    workshop = make_workshop(phase)
    make_members(17, workshop, borough_id="camden")
    take_joined(workshop)
    page = outsider.client.get(workshop.get_absolute_url())
    told = {number["label"]: number["value"] for number in page.context["numbers"]}
    assert told == {"people": 17, "organisations": 0, "boroughs": 1, "ideas": 0}


@pytest.mark.parametrize(
    ("by_code", "otherwise", "said"),
    [(0, 30, None), (3, 30, "1 to 9"), (12, 30, "10 to 24"), (30, 30, "25 or more"), (12, 1, None)],
)
def test_how_many_came_by_a_code_is_told_in_a_band(
    workshop: Workshop, by_code: int, otherwise: int, said: str | None
) -> None:
    make_members(by_code, workshop, admission=Membership.Admission.CODE)
    make_members(otherwise, workshop)
    take_joined(workshop)
    assert tell(workshop).get("joined with a code") == said


def test_an_export_says_it_in_words(workshop: Workshop, tmp_path: Path) -> None:
    make_members(12, workshop, admission=Membership.Admission.CODE)
    make_members(30, workshop)
    take_joined(workshop)
    rows = read_table(workshop, "participation", tmp_path / "out")
    row = next(row for row in rows if row["measure"] == "joined with a code")
    assert (row["number"], row["definition"].partition(".")[0]) == ("", "10 to 24")
