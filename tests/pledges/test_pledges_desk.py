"""The desk's page of organisations that signed: an organiser takes one from view."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from pledges.models import Pledge, SignedDecision
from tests.cast import Person, make_member
from tests.hostile import ODD
from tests.pages import read_text
from tests.pledges.signed import make_declared, make_pledge
from workshops.models import Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
DESK = "/admin/desk/signed/pledges/"


@pytest.fixture
def declared() -> Workshop:
    """Return a published workshop with a final edition."""
    return make_declared()


@pytest.fixture
def host(declared: Workshop) -> Person:
    """Return its organiser."""
    return make_member("host", declared, Role.ORGANISER)


def test_an_organiser_takes_one_from_view_with_a_reason_and_shows_it_again(
    declared: Workshop, host: Person, visitor: Client
) -> None:
    pledge = make_pledge(declared)
    assert host.client.post(f"{DESK}{pledge.ref}/hiding/", {"reason": " "}).status_code == 422
    assert host.client.post(f"{DESK}{pledge.ref}/hiding/", {"reason": "Not theirs."}).status_code == 303
    assert visitor.get(f"/workshops/signed/pledges/{pledge.ref}/").status_code == 404
    assert "Riverside" not in read_text(visitor.get("/workshops/signed/pledges/"))
    assert host.client.post(f"{DESK}{pledge.ref}/hiding/", {"reason": "Again."}).status_code == 409
    assert "taken from view, “Not theirs.”, host@demo.example" in read_text(host.client.get(DESK))
    assert host.client.post(f"{DESK}{pledge.ref}/showing/").status_code == 303
    assert visitor.get(f"/workshops/signed/pledges/{pledge.ref}/").status_code == 200
    assert SignedDecision.objects.count() == 2


def test_the_design_group_looks_and_does_not_decide(declared: Workshop) -> None:
    pledge, member = make_pledge(declared), make_member("group", declared, Role.DESIGN_GROUP)
    page = read_text(member.client.get(DESK))
    assert ("Riverside" in page, "Take it from view" in page) == (True, False)
    assert member.client.post(f"{DESK}{pledge.ref}/hiding/", {"reason": "x"}).status_code == 403
    assert not SignedDecision.objects.exists()


@pytest.mark.parametrize("odd", ODD)
def test_odd_reasons_are_no_fault(declared: Workshop, host: Person, odd: str) -> None:
    pledge = make_pledge(declared)
    answer = host.client.post(f"{DESK}{pledge.ref}/hiding/", {"reason": ODD[odd]})
    assert answer.status_code in {303, 422}


def test_the_desk_asks_as_much_for_twenty_as_for_one(
    declared: Workshop, host: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def decide_about(name: str) -> None:
        pledge = make_pledge(declared, name)
        said = {"deed": "hide", "reason": "x", "decided_by": host.membership}
        SignedDecision.objects.create(pledge=pledge, decided_on=pledge.sent_on, **said)

    decide_about("Trust")
    host.client.get(DESK)
    with django_assert_num_queries(11):
        host.client.get(DESK)
    for number in range(19):
        decide_about(f"Trust {number}")
    with django_assert_num_queries(11):
        assert len(host.client.get(DESK).context["rows"]) == 20


def test_the_card_counts_what_is_there(declared: Workshop, host: Person) -> None:
    make_pledge(declared)
    make_pledge(declared, "Waits", is_confirmed=False)
    text = read_text(host.client.get("/admin/desk/signed/"))
    assert "1 has signed." in text
    assert "1 waits to be confirmed." in text
    assert Pledge.objects.count() == 2
