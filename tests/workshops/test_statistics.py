"""Counting people: what is exact, what is rounded, and who does not count."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import Person, make_idea, make_member, make_members, make_workshop
from workshops.domain.statistics import count_joined, public_numbers, round_people
from workshops.models import Idea, Organisation, Workshop
from workshops.rules import Phase, Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, None),
        (1, None),
        (9, None),
        (10, 10),
        (12, 10),
        (13, 15),
        (17, 15),
        (18, 20),
        (22, 20),
        (23, 25),
        (1002, 1000),
        (1003, 1005),
    ],
)
def test_fewer_than_ten_people_are_not_told_and_more_to_the_nearest_five(
    number: int, said: int | None
) -> None:
    assert round_people(number) == said


def test_a_rounded_number_is_never_more_than_two_from_the_true_one() -> None:
    differences = {abs((round_people(number) or 0) - number) for number in range(10, 500)}
    assert differences == {0, 1, 2}


def test_an_empty_workshop_has_nobody(workshop: Workshop) -> None:
    assert count_joined(workshop) == {"people": 0, "organisations": 0, "boroughs": 0}
    assert [number["value"] for number in public_numbers(workshop)] == [0, 0, 0, 0]


def test_everybody_counts_whatever_they_are_but_not_who_has_left(workshop: Workshop) -> None:
    for role in Role:
        make_member(role.value, workshop, role)
    assert count_joined(workshop)["people"] == 3


def test_an_organisation_counts_once_and_not_without_people(workshop: Workshop) -> None:
    busy, quiet, gone = (
        Organisation.objects.create(workshop=workshop, name=name) for name in ("Busy", "Quiet", "Gone")
    )
    make_members(3, workshop, organisation=busy, borough_id="camden")
    make_members(2, workshop, organisation=None, borough_id="camden")
    make_members(1, workshop, organisation=gone, borough_id="barnet", role=Role.LEFT)
    assert count_joined(workshop) == {"people": 5, "organisations": 1, "boroughs": 1}
    assert quiet.listed is True


def test_people_and_ideas_elsewhere_do_not_count_here(workshop: Workshop, other_workshop: Workshop) -> None:
    make_members(4, other_workshop, borough_id="camden")
    make_idea(other_workshop)
    assert [number["value"] for number in public_numbers(workshop)] == [0, 0, 0, 0]


@pytest.mark.parametrize("status", sorted(Idea.Status))
def test_only_a_published_idea_counts(status: Idea.Status, workshop: Workshop) -> None:
    make_idea(workshop, status=Idea.Status(status))
    ideas = public_numbers(workshop)[-1]
    assert ideas["value"] == (1 if status == Idea.Status.PUBLISHED else 0)


def test_numbers_take_two_queries_however_many_there_are(workshop: Workshop) -> None:
    make_members(20, workshop)
    for _one in range(5):
        make_idea(workshop)
    with CaptureQueriesContext(connection) as queries:
        numbers = public_numbers(workshop)
    assert len(queries) == 2
    assert [number["value"] for number in numbers] == [20, 0, 0, 5]


@pytest.mark.parametrize("phase", [Phase.ANNOUNCED, Phase.OPEN, Phase.CLOSED, Phase.PUBLISHED])
def test_the_page_tells_visitors_the_same_numbers_in_every_phase(phase: Phase, outsider: Person) -> None:
    workshop = make_workshop(phase)
    make_members(7, workshop, borough_id="camden")
    page = outsider.client.get(workshop.get_absolute_url())
    told = {number["label"]: number["value"] for number in page.context["numbers"]}
    assert told == {"people": 7, "organisations": 0, "boroughs": 1, "ideas": 0}
