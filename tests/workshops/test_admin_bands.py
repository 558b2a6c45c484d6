"""Organisers see who is missing: how many people of each organisation have joined, in bands."""

from __future__ import annotations

import pytest

from tests.cast import Person, make_members
from tests.pages import read_text
from tests.workshops.admin_pages import change
from workshops.models import Organisation, Workshop
from workshops.statistics.snapshots import take_joined

pytestmark = pytest.mark.django_db


def test_organisers_see_bands_as_of_the_last_snapshot(workshop: Workshop, organiser: Person) -> None:
    for name, people in (("Large", 12), ("Small", 3), ("Absent", 0)):
        organisation = Organisation.objects.create(workshop=workshop, name=name)
        make_members(people, workshop, organisation=organisation)
    make_members(20, workshop)
    page = organiser.client.get(change(workshop))
    assert page.context["bands"] == []
    take_joined(workshop)
    page = organiser.client.get(change(workshop))
    assert page.context["bands"] == [("Absent", "none"), ("Large", "10 to 24"), ("Small", "1 to 9")]
    assert read_text(page).count("Absent none Large 10 to 24 Small 1 to 9") == 1
