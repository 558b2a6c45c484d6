"""The migration that gives names a normal form makes one of organisations that are in the table twice."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests.cast import Person, make_workshop
from workshops.models import JoinCode, Membership, Organisation, Workshop

pytestmark = pytest.mark.django_db
MIGRATION = import_module("workshops.migrations.0011_organisation_normal_names")


@pytest.fixture(autouse=True)
def as_before() -> None:
    """Let names stand in the table twice, as they could before, until the test ends."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX organisation_name_once")


def merge() -> list[tuple[str, str]]:
    """Run what the migration runs; return the names and normal names that are left."""
    MIGRATION.fill(apps, None)
    return list(Organisation.objects.order_by("name").values_list("name", "normal_name"))


def test_names_that_differ_in_capitals_spaces_and_accents_become_one(workshop: Workshop) -> None:
    for name in ("Café Trust", " CAFE  trust", "Other Trust"):
        Organisation.objects.create(workshop=workshop, name=name, listed=name == "Café Trust")
    assert merge() == [("Café Trust", "cafe trust"), ("Other Trust", "other trust")]


def test_the_listed_one_stays_and_takes_members_and_join_codes(
    workshop: Workshop, participant: Person
) -> None:
    named = Organisation.objects.create(workshop=workshop, name="A TRUST", listed=False)
    listed = Organisation.objects.create(workshop=workshop, name="a trust", listed=True)
    Membership.objects.filter(pk=participant.membership.pk).update(organisation=named)
    JoinCode.objects.create(workshop=workshop, organisation=named, code="A", ends_on=date(2036, 5, 4))
    merge()
    assert list(Organisation.objects.all()) == [listed]
    assert (Membership.objects.get().organisation, JoinCode.objects.get().organisation) == (listed, listed)


def test_the_same_name_in_two_workshops_stays_two(workshop: Workshop) -> None:
    for place in (workshop, make_workshop()):
        Organisation.objects.create(workshop=place, name="A Trust")
    assert len(merge()) == 2


def test_running_it_again_changes_nothing(workshop: Workshop) -> None:
    Organisation.objects.create(workshop=workshop, name="A Trust")
    assert merge() == merge()
