"""A name that somebody types when they join shows to others with a snapshot of who joined, not before."""

from __future__ import annotations

import pytest

from tests.cast import Person, make_member, make_members
from workshops.domain.organisations import find_close, list_offered, name_organisation
from workshops.models import Membership, Organisation, Workshop
from workshops.statistics.participation import describe_participation, list_bands
from workshops.statistics.snapshots import take_joined

pytestmark = pytest.mark.django_db
HOME = "/admin/workshops"
JOIN = "/workshops/community/membership/"
NAME = "Corner Care"


@pytest.fixture
def typed(workshop: Workshop, outsider: Person) -> Organisation:
    """Return an organisation whose name one person typed who has just joined."""
    assert outsider.client.post(JOIN, {"organisation": f"  {NAME.upper()} "}).status_code == 303
    return Organisation.objects.get(workshop=workshop)


def list_pages(workshop: Workshop, typed: Organisation) -> list[str]:
    """Return every address of the admin that could show a name of an organisation."""
    lists = ("", "?listed__exact=0", "?kind__exact=other")
    forms = ("joincode/add/", f"workshop/{workshop.pk}/change/", f"organisation/{typed.pk}/change/")
    return [*(f"{HOME}/organisation/{query}" for query in lists), *(f"{HOME}/{form}" for form in forms)]


def name_shown_to(person: Person) -> str:
    """Return what stands in the box on the page of this member."""
    return str(person.client.get(JOIN).context["form"].initial["organisation"])


def shows(person: Person, address: str) -> bool:
    return NAME.casefold() in person.client.get(address, follow=True).content.decode().casefold()


@pytest.mark.parametrize("who", ["organiser", "administrator"])
def test_no_page_of_staff_shows_it(
    workshop: Workshop, typed: Organisation, who: str, request: pytest.FixtureRequest
) -> None:
    staff = request.getfixturevalue(who)
    make_members(7, workshop)
    assert take_joined(workshop) is None
    assert [shows(staff, address) for address in list_pages(workshop, typed)] == [False] * 6
    assert list_bands(workshop) == []


def test_with_a_snapshot_it_shows_in_its_band(
    workshop: Workshop, typed: Organisation, organiser: Person
) -> None:
    make_members(19, workshop)
    take_joined(workshop)
    assert list_bands(workshop) == [(NAME.upper(), "1 to 9")]
    assert [shows(organiser, address) for address in list_pages(workshop, typed)] == [True] * 6
    assert describe_participation(workshop).organisations == []


def test_where_bands_would_tell_too_much_it_does_not_show(workshop: Workshop, typed: Organisation) -> None:
    make_members(10, workshop, organisation=Organisation.objects.create(workshop=workshop, name="Trust"))
    assert take_joined(workshop) is not None
    assert Organisation.objects.get(pk=typed.pk).shown is False


def test_others_are_not_offered_it(workshop: Workshop, typed: Organisation) -> None:
    assert (list_offered(workshop), find_close(workshop, "corner")) == ([], [])


def test_the_question_which_one_is_meant_does_not_tell_that_somebody_typed_it(
    workshop: Workshop, participant: Person
) -> None:
    Organisation.objects.create(workshop=workshop, name="Corner Care Home")
    before = participant.client.post(JOIN, {"organisation": NAME})
    name_organisation(workshop, NAME)
    after = participant.client.post(JOIN, {"organisation": NAME})
    asked = [answer.context["form"].errors for answer in (before, after)]
    assert asked[0] == asked[1] == {"organisation_match": ["Choose where you work, or “None of these”."]}


def test_two_who_type_the_same_are_of_one_and_neither_sees_it(
    workshop: Workshop, typed: Organisation, participant: Person, outsider: Person
) -> None:
    participant.client.post(JOIN, {"organisation": "corner care."})
    assert Membership.objects.get(user=participant.user).organisation == typed
    assert [name_shown_to(person) for person in (participant, outsider)] == [NAME, NAME]


def test_one_is_not_asked_about_ones_own_name(
    workshop: Workshop, typed: Organisation, outsider: Person
) -> None:
    Organisation.objects.create(workshop=workshop, name="Corner Care Home")
    assert outsider.client.post(JOIN, {"organisation": name_shown_to(outsider)}).status_code == 303
    assert Membership.objects.get(user=outsider.user).organisation == typed


def test_an_organiser_who_adds_the_name_does_not_learn_that_it_was_typed(
    workshop: Workshop, typed: Organisation, organiser: Person, outsider: Person
) -> None:
    sent = {"workshop": workshop.pk, "name": NAME, "kind": "charity", "listed": "on"}
    assert organiser.client.post(f"{HOME}/organisation/add/", sent).status_code == 302
    added = Organisation.objects.get(shown=True)
    make_members(19, workshop)
    take_joined(workshop)
    member = Membership.objects.get(user=outsider.user)
    assert (member.organisation, member.counted_organisation) == (added, typed)
    assert [name for name, _band in list_bands(workshop)] == [NAME]
    assert Organisation.objects.get(pk=typed.pk).shown is False


def test_what_is_shown_is_found_by_the_next_who_types_it(workshop: Workshop, typed: Organisation) -> None:
    make_members(19, workshop)
    take_joined(workshop)
    assert name_organisation(workshop, "corner-care") == typed
    assert make_member("x", workshop, organisation=typed).membership.organisation == typed
