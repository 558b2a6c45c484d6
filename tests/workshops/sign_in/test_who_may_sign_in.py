"""Who is admitted to signing in: by address, join code or invitation, and whoever is known."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import make_user, make_workshop
from tests.workshops.sign_in.signing_in import (
    MARIA,
    ask_for_code,
    is_signed_in,
    newest_code,
    newest_letter,
    type_code,
)
from workshops.models import Invitation, JoinCode, Organisation, User, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
ELSEWHERE = "maria@elsewhere.example"


@pytest.fixture
def join_code(workshop: Workshop) -> str:
    """Return a join code of the workshop."""
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    end = timezone.localdate() + timedelta(days=7)
    return JoinCode.objects.create(workshop=workshop, organisation=trust, code="WARD7", ends_on=end).code


def test_a_join_code_in_the_address_admits(visitor: Client, join_code: str) -> None:
    ask_for_code(visitor, ELSEWHERE, code=join_code)
    type_code(visitor, newest_code())
    assert is_signed_in(visitor)


def test_a_join_code_in_the_address_to_go_on_to_admits(visitor: Client, join_code: str) -> None:
    onward = f"/workshops/community/membership/?code={join_code}"
    ask_for_code(visitor, ELSEWHERE, next=onward)
    assert type_code(visitor, newest_code(), next=onward)["Location"] == onward


def test_a_join_code_travels_on(visitor: Client, join_code: str) -> None:
    asked = ask_for_code(visitor, ELSEWHERE, next="/workshops/community/membership/", code=join_code)
    onward = "/workshops/community/membership/?code=WARD7"
    assert asked["Location"] == reverse("account_confirm_login_code", query={"next": onward})
    assert visitor.get(asked["Location"]).context["code_page"] == asked["Location"]


def test_an_invitation_admits(workshop: Workshop, visitor: Client) -> None:
    Invitation.objects.create(workshop=workshop, email=ELSEWHERE)
    ask_for_code(visitor, ELSEWHERE)
    type_code(visitor, newest_code())
    assert is_signed_in(visitor)


def test_who_is_known_is_admitted_for_ever(visitor: Client) -> None:
    make_user("maria", domain="elsewhere.example")
    ask_for_code(visitor, ELSEWHERE)
    type_code(visitor, newest_code())
    assert is_signed_in(visitor)


@pytest.mark.parametrize("query", [{}, {"code": "WRONG"}])
def test_who_is_not_admitted_gets_a_letter_that_says_so(
    workshop: Workshop, visitor: Client, query: dict[str, str]
) -> None:
    ask_for_code(visitor, ELSEWHERE, **query)
    letter = newest_letter()
    assert (letter.recipient, letter.subject) == (ELSEWHERE, "This address can’t sign in yet")
    assert re.search(r"\d{6}", letter.subject + letter.text + letter.html) is None


def test_no_code_is_right_for_who_is_not_admitted(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, ELSEWHERE)
    assert [type_code(visitor, code).status_code for code in ("", " ", "-", "000000")] == [422] * 4
    assert User.objects.count() == 0


def test_a_workshop_that_nobody_can_join_admits_nobody(visitor: Client) -> None:
    for phase in (Phase.DRAFT, Phase.CLOSED, Phase.PUBLISHED):
        make_workshop(phase)
    ask_for_code(visitor, MARIA)
    assert newest_letter().subject == "This address can’t sign in yet"
