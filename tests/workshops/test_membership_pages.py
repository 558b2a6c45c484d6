"""The page on which one joins, says who one is, changes that, and leaves: what goes wrong there."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from tests.cast import Person, make_member, make_user, make_workshop
from workshops.details_form import NEW, DetailsForm
from workshops.domain.admission import LONGEST_ADDRESS, normalise_address
from workshops.letter_forms import LettersForm, NoticeForm
from workshops.models import Borough, Group, Membership, Organisation, Subscription, Workshop
from workshops.models.subscriptions import Letter
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
JOIN = "/workshops/community/membership/"


@pytest.fixture
def stranger() -> Person:
    """Return somebody who is signed in and whose address no workshop admits."""
    return Person(make_user("stranger", domain="elsewhere.example"))


def stored(member: Membership) -> tuple[Any, Any, Any]:
    """Return what is stored of a member: organisation, borough and group."""
    fresh = Membership.objects.get(pk=member.pk)
    return fresh.organisation, fresh.borough_id, fresh.group


def test_who_is_not_let_in_leaves_no_organisation_behind(workshop: Workshop, stranger: Person) -> None:
    answer = stranger.client.post(JOIN, {"organisation": "Corner Care"})
    assert answer.status_code == 403
    assert (Organisation.objects.count(), Membership.objects.count()) == (0, 0)


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PUBLISHED])
def test_who_comes_too_late_leaves_nothing_behind(phase: Phase, outsider: Person) -> None:
    workshop = make_workshop(phase)
    address = f"{workshop.get_absolute_url()}membership/"
    answer = outsider.client.post(address, {"organisation": "Corner Care", "digest": "on"})
    assert answer.status_code == 409
    left = (Organisation.objects.count(), Membership.objects.count(), Subscription.objects.count())
    assert left == (0, 0, 0)


def test_who_named_their_organisation_keeps_it_when_they_change_something_else(
    outsider: Person, workshop: Workshop
) -> None:
    outsider.client.post(JOIN, {"organisation": "Corner Care"})
    member = Membership.objects.get()
    shown = outsider.client.get(JOIN).context["form"]
    sent = {name: shown[name].value() or "" for name in ("organisation", "borough")}
    assert sent["organisation"] == "Corner Care"
    outsider.client.post(JOIN, {**sent, "borough": "camden"})
    assert stored(member) == (Organisation.objects.get(), "camden", None)


def test_what_one_person_named_is_suggested_to_nobody_else(outsider: Person, participant: Person) -> None:
    outsider.client.post(JOIN, {"organisation": "Corner Care"})
    page = participant.client.get(JOIN)
    assert (page.context["suggestions"], page.content.decode().count("Corner Care")) == ([], 0)
    answer = participant.client.post(JOIN, {"organisation": "Corner Car"})
    assert answer.status_code == 303


def test_a_group_of_another_workshop_is_no_answer(participant: Person, other_workshop: Workshop) -> None:
    theirs = Group.objects.create(workshop=other_workshop, name="Theirs")
    answer = participant.client.post(JOIN, {"group": str(theirs.pk)})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["group"])
    assert stored(participant.membership) == (None, None, None)


@pytest.mark.parametrize(
    ("field", "nonsense"),
    [
        ("organisation", "x" * 121),
        ("organisation", "a\x00b"),
        ("borough", "paris"),
        ("borough", "a\x00b"),
        ("group", "1"),
        ("own_device", "perhaps"),
    ],
)
def test_nonsense_is_refused_beside_its_question(field: str, nonsense: str, participant: Person) -> None:
    answer = participant.client.post(JOIN, {field: nonsense})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


@pytest.mark.parametrize("typed", [" royal TRUST ", "Royal  Trust", "RÓYAL TRUST."])
def test_typing_what_is_in_the_list_is_choosing_it(
    typed: str, participant: Person, workshop: Workshop
) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Royal Trust")
    participant.client.post(JOIN, {"organisation": typed})
    assert stored(participant.membership) == (trust, None, None)


def test_a_name_that_is_close_to_others_is_asked_about(participant: Person, workshop: Workshop) -> None:
    for name in ("Royal Free Trust", "Royal London Trust", "Corner Care"):
        Organisation.objects.create(workshop=workshop, name=name)
    answer = participant.client.post(JOIN, {"organisation": "royal trust", "borough": "camden"})
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, ["organisation_match"])
    assert [label for _value, label in form.fields["organisation_match"].choices] == [
        "Royal Free Trust",
        "Royal London Trust",
        "None of these: keep “royal trust”",
    ]
    assert (form["organisation"].value(), form["borough"].value()) == ("royal trust", "camden")
    assert stored(participant.membership) == (None, None, None)


def test_one_of_those_that_are_close_can_be_chosen(participant: Person, workshop: Workshop) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Royal Free Trust")
    participant.client.post(JOIN, {"organisation": "royal trust", "organisation_match": str(trust.pk)})
    assert (stored(participant.membership), Organisation.objects.count()) == ((trust, None, None), 1)


def test_none_of_those_that_are_close_keeps_the_name(participant: Person, workshop: Workshop) -> None:
    Organisation.objects.create(workshop=workshop, name="Royal Free Trust")
    participant.client.post(JOIN, {"organisation": "royal trust", "organisation_match": NEW})
    organisation, _borough, _group = stored(participant.membership)
    assert (organisation.name, organisation.listed) == ("royal trust", False)


def test_an_organisation_that_was_not_offered_cannot_be_chosen(
    participant: Person, workshop: Workshop, other_workshop: Workshop
) -> None:
    Organisation.objects.create(workshop=workshop, name="Royal Free Trust")
    theirs = Organisation.objects.create(workshop=other_workshop, name="Royal Trust")
    data = {"organisation": "royal trust", "organisation_match": str(theirs.pk)}
    answer = participant.client.post(JOIN, data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["organisation_match"])


def test_an_organisation_of_the_same_name_elsewhere_is_another_one(
    participant: Person, other_workshop: Workshop
) -> None:
    theirs = Organisation.objects.create(workshop=other_workshop, name="Trust")
    participant.client.post(JOIN, {"organisation": "Trust"})
    organisation, _borough, _group = stored(participant.membership)
    assert (organisation == theirs, organisation.name) == (False, "Trust")


@pytest.mark.parametrize(
    ("fields", "asked"),
    [
        ({}, ["organisation", "borough", "group", "own_device"]),
        ({"asks_organisation": False}, ["borough", "group", "own_device"]),
        ({"asks_borough": False}, ["organisation", "group", "own_device"]),
        ({"group_question": ""}, ["organisation", "borough", "own_device"]),
        ({"asks_organisation": False, "asks_borough": False, "group_question": ""}, ["own_device"]),
    ],
)
def test_a_workshop_asks_what_it_wants_to_know_and_no_more(fields: dict[str, Any], asked: list[str]) -> None:
    form = DetailsForm(make_workshop(**fields), {"borough": "camden", "organisation": "Trust"})
    assert (list(form.fields), form.is_valid()) == (asked, True)
    details = form.details()
    assert (details.borough is None) is ("borough" not in asked)
    assert (details.organisation is None) is ("organisation" not in asked)


def test_the_boroughs_are_in_the_order_of_the_alphabet(workshop: Workshop) -> None:
    borough: Any = DetailsForm(workshop).fields["borough"]
    offered = [str(label) for _value, label in borough.choices][1:]
    assert offered == sorted(Borough.objects.values_list("name", flat=True))


def test_who_has_left_may_leave_again_and_nothing_happens(participant: Person) -> None:
    for _twice in range(2):
        answer = participant.client.post(f"{JOIN}leaving/")
        assert (answer.status_code, answer["Location"]) == (303, "/workshops/community/")
    assert Membership.objects.get().is_present is False


def test_one_may_leave_a_workshop_that_is_over() -> None:
    person = make_member("maria", make_workshop(Phase.PUBLISHED, slug="over"))
    answer = person.client.post("/workshops/over/membership/leaving/")
    assert (answer.status_code, Membership.objects.get().is_present) == (303, False)


def test_who_leaves_one_workshop_stays_in_the_other(participant: Person, other_workshop: Workshop) -> None:
    other = Membership.objects.create(user=participant.user, workshop=other_workshop)
    Subscription.objects.create(user=participant.user, workshop=other_workshop, digest=True)
    participant.client.post(f"{JOIN}leaving/")
    other.refresh_from_db()
    assert (other.is_present, Subscription.objects.count()) == (True, 1)


def test_a_visitor_signs_in_before_anything_is_asked(visitor: Client, workshop: Workshop) -> None:
    answer = visitor.post(JOIN, {"borough": "camden"})
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('sign_in')}?next={JOIN}")
    assert Membership.objects.count() == 0


def test_a_letter_that_is_not_offered_cannot_be_ticked() -> None:
    form = LettersForm([Letter.DIGEST], QueryDict("digest=on&opening=on"), chosen=[])
    assert (form.is_valid(), form.letters()) == (True, {Letter.DIGEST})


@pytest.mark.parametrize(
    "address", ["", "maria", "maria@", "a\x00b@trust.example", "a b@trust.example", "x" * 255]
)
def test_what_is_no_address_gets_no_letter(address: str) -> None:
    form = NoticeForm({"email": address}, is_known=False)
    assert (form.is_valid(), list(form.errors)) == (False, ["email"])


def test_an_address_that_is_too_long_once_it_is_written_in_plain_letters_is_none() -> None:
    address = f"a@{'é.' * 60}com"
    assert len(address) < LONGEST_ADDRESS
    with pytest.raises(ValueError, match=r"."):
        normalise_address(address)
    assert NoticeForm({"email": address}, is_known=False).is_valid() is False


@pytest.mark.parametrize("address", ["leaving/", "role/"])
def test_who_is_signed_out_meanwhile_is_led_to_the_page_and_not_to_what_only_takes_forms(
    workshop: Workshop, visitor: Client, address: str
) -> None:
    answer = visitor.post(f"{JOIN}{address}")
    assert (answer.status_code, answer["Location"]) == (302, f"/accounts/?next={JOIN}")
