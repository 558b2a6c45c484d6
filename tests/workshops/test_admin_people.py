"""Organisations, join codes and invitations in the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Person, make_member
from tests.pages import read_text
from tests.workshops.admin_pages import (
    HOME,
    change,
    errors,
    make_code,
    make_invitation,
    make_organisation,
    save,
)
from workshops.models import Invitation, JoinCode, Organisation, Workshop


def test_an_organiser_adds_an_organisation(workshop: Workshop, organiser: Person) -> None:
    address = f"{HOME}organisation/add/"
    assert save(organiser.client, address, workshop=workshop.pk, name="Thames Trust").status_code == 302
    assert [str(one) for one in workshop.organisations.all()] == ["Thames Trust"]


def test_nothing_is_added_to_another_workshop(
    workshop: Workshop, other_workshop: Workshop, organiser: Person
) -> None:
    response = save(
        organiser.client, f"{HOME}organisation/add/", workshop=other_workshop.pk, name="Thames Trust"
    )
    assert list(errors(response)) == ["workshop"]


def test_an_organisation_never_moves_to_another_workshop(
    workshop: Workshop, other_workshop: Workshop, administrator: Person
) -> None:
    organisation = make_organisation(workshop)
    save(administrator.client, change(organisation), workshop=other_workshop.pk)
    assert Organisation.objects.get(pk=organisation.pk).workshop == workshop


def test_an_organisation_is_not_deleted(workshop: Workshop, organiser: Person) -> None:
    address = change(make_organisation(workshop)).replace("change", "delete")
    assert organiser.client.post(address, {"post": "yes"}).status_code == 403


def test_a_join_code_is_made_up_by_the_site(workshop: Workshop, organiser: Person) -> None:
    filled = {"workshop": workshop.pk, "organisation": make_organisation(workshop).pk, "uses": 30}
    save(organiser.client, f"{HOME}joincode/add/", **filled, ends_on=timezone.localdate())
    code = JoinCode.objects.get()
    assert (len(code.code), code.uses, code.workshop) == (10, 30, workshop)


def test_a_join_code_ends_with_its_workshop_where_no_day_is_given(
    workshop: Workshop, organiser: Person
) -> None:
    filled = {"workshop": workshop.pk, "organisation": make_organisation(workshop).pk, "uses": 30}
    save(organiser.client, f"{HOME}joincode/add/", **filled, ends_on="")
    assert JoinCode.objects.get().ends_on == timezone.localdate(workshop.closes_at)


def test_a_join_code_belongs_to_an_organisation_of_its_workshop(
    workshop: Workshop, other_workshop: Workshop, administrator: Person
) -> None:
    theirs = make_organisation(other_workshop)
    today = timezone.localdate()
    filled = {"workshop": workshop.pk, "organisation": theirs.pk, "uses": 30, "ends_on": today}
    response = save(administrator.client, f"{HOME}joincode/add/", **filled)
    assert errors(response) == {"organisation": ["Choose an organisation of this workshop."]}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("uses", 9, "A code is for ten people or more."),
        ("uses", 2147483647, "A code is for at most 100,000 people."),
    ],
)
def test_a_new_join_code_can_let_people_in(
    workshop: Workshop, organiser: Person, name: str, value: Any, said: str
) -> None:
    organisation = make_organisation(workshop)
    today = timezone.localdate()
    filled = {"workshop": workshop.pk, "organisation": organisation.pk, "uses": 30, "ends_on": today}
    response = save(organiser.client, f"{HOME}joincode/add/", **{**filled, name: value})
    assert errors(response) == {name: [said]}


def test_a_new_join_code_does_not_end_before_today(workshop: Workshop, organiser: Person) -> None:
    organisation, yesterday = make_organisation(workshop), timezone.localdate() - timedelta(days=1)
    filled = {"workshop": workshop.pk, "organisation": organisation.pk, "uses": 30, "ends_on": yesterday}
    response = save(organiser.client, f"{HOME}joincode/add/", **filled)
    assert errors(response) == {"ends_on": ["This day is past: the code would let nobody in."]}


def test_a_join_code_that_is_ended_early_is_told_as_over(workshop: Workshop, organiser: Person) -> None:
    code, yesterday = make_code(workshop), timezone.localdate() - timedelta(days=1)
    assert save(organiser.client, change(code), ends_on=yesterday).status_code == 302
    codes = f"{HOME}workshop/{workshop.pk}/codes/"
    assert "over: it lets nobody in" in read_text(organiser.client.get(codes))
    sheet = read_text(organiser.client.get(f"{codes}{code.pk}/sheet/"))
    assert "This code is over." in sheet


def test_how_often_a_join_code_was_used_is_shown_nowhere(workshop: Workshop, organiser: Person) -> None:
    code = make_code(workshop)
    JoinCode.objects.update(uses_left=47)
    shown = [read_text(organiser.client.get(address)) for address in (change(code), f"{HOME}joincode/")]
    assert [text for text in shown if "47" in text.split()] == []


def test_an_invitation_keeps_the_address_in_the_form_in_which_it_is_compared(
    workshop: Workshop, organiser: Person
) -> None:
    filled = {"workshop": workshop.pk, "email": "Ada+work@Trust.Example", "role": "design_group"}
    save(organiser.client, f"{HOME}invitation/add/", **filled)
    assert Invitation.objects.values_list("email", "role").get() == ("ada@trust.example", "design_group")


def test_an_invitation_is_not_changed_but_taken_back(workshop: Workshop, organiser: Person) -> None:
    invitation = make_invitation(workshop)
    assert organiser.client.post(change(invitation), {"role": "organiser"}).status_code == 403
    organiser.client.post(change(invitation).replace("change", "delete"), {"post": "yes"})
    assert Invitation.objects.count() == 0


def test_the_list_of_invitations_is_the_same_whether_they_were_accepted_or_not(
    workshop: Workshop, organiser: Person
) -> None:
    make_invitation(workshop)
    before = read_text(organiser.client.get(f"{HOME}invitation/"))
    guest = make_member("guest", workshop)
    type(guest.user).objects.filter(pk=guest.user.pk).update(email="guest@community.example")
    assert read_text(organiser.client.get(f"{HOME}invitation/")) == before


def test_a_name_that_is_there_already_is_told_beside_the_name(workshop: Workshop, organiser: Person) -> None:
    make_organisation(workshop, "Thames Trust")
    answer = save(organiser.client, f"{HOME}organisation/add/", workshop=workshop.pk, name="THAMES trust")
    assert errors(answer) == {"name": ["There is an organisation of this name already."]}


def test_an_address_invited_already_is_told_beside_the_address(workshop: Workshop, organiser: Person) -> None:
    email = make_invitation(workshop).email
    answer = save(organiser.client, f"{HOME}invitation/add/", workshop=workshop.pk, email=email)
    assert errors(answer) == {"email": ["This address is invited already."]}
