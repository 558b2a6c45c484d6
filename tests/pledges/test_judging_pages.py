"""The question on a member's pages, and what is told of it in public and on the desk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pledges.domain.told_weekly import tell_week
from pledges.models import JudgementAnswer, Pledge
from tests.cast import Person, make_member, make_members
from tests.pages import read_text
from tests.pledges.rounds import ask, let_end, say
from tests.pledges.signed import make_declared, make_pledge
from workshops.models import Organisation, Workshop
from workshops.rules import Role

pytestmark = pytest.mark.django_db
HOME = "/workshops/signed/"
QUESTION = f"{HOME}pledges/question/"
ASKS = "Has it changed where you work?"


@pytest.fixture
def declared() -> Workshop:
    """Return a published workshop with a final edition."""
    return make_declared()


@pytest.fixture
def nurse(declared: Workshop) -> Person:
    """Return somebody who takes part in it."""
    return make_member("nurse", declared)


def test_a_member_is_asked_on_the_workshop_and_the_declaration_and_answers_there(
    declared: Workshop, nurse: Person
) -> None:
    pledge = make_pledge(declared)
    assert ASKS not in read_text(nurse.client.get(HOME))
    assert nurse.client.get(QUESTION).status_code == 409
    ask(declared, pledge)
    for page in (HOME, f"{HOME}declaration/1/", QUESTION):
        assert "it changed where you work?" in read_text(nurse.client.get(page))
    page = f"{HOME}pledges/{pledge.ref}/answer/"
    assert "We answer the telephone at night." in read_text(nurse.client.get(page))
    assert nurse.client.post(page, {}).status_code == 422
    assert nurse.client.post(page, {"value": "changed"})["Location"] == QUESTION
    assert "Riverside Trust: Something has changed" in read_text(nurse.client.get(QUESTION))
    assert nurse.client.get(page).content.count(b"checked") == 1
    assert nurse.client.post(page, {"take_back": "yes"}).status_code == 303
    assert not JudgementAnswer.objects.exists()


def test_staff_and_those_outside_are_not_asked(declared: Workshop, visitor: Client) -> None:
    pledge = make_pledge(declared)
    ask(declared, pledge)
    page = f"{HOME}pledges/{pledge.ref}/answer/"
    for role in (Role.ORGANISER, Role.DESIGN_GROUP):
        client = make_member(role, declared, role).client
        assert ASKS not in read_text(client.get(HOME))
        assert [client.get(QUESTION).status_code, client.post(page, {"value": "reached"}).status_code] == [
            403, 403
        ]  # fmt: skip
    assert ASKS not in read_text(visitor.get(HOME))
    assert visitor.get(QUESTION).status_code == 303
    assert not JudgementAnswer.objects.exists()


def test_where_one_said_that_one_works_stands_first(declared: Workshop, nurse: Person) -> None:
    pledges = [make_pledge(declared, name) for name in ("Acorn Care", "Zebra Trust")]
    ask(declared, *pledges)
    nurse.membership.organisation = Organisation.objects.create(workshop=declared, name="ZEBRA trust")
    nurse.membership.save()
    asked = nurse.client.get(QUESTION).context["asked"]
    assert [one.pledge.organisation for one in asked] == ["Zebra Trust", "Acorn Care"]


def test_another_organisation_takes_the_place_of_the_first(declared: Workshop, nurse: Person) -> None:
    first, second = make_pledge(declared, "Acorn Care"), make_pledge(declared, "Zebra Trust")
    ask(declared, first, second)
    for pledge in (first, second):
        nurse.client.post(f"{HOME}pledges/{pledge.ref}/answer/", {"value": "reached"})
    assert JudgementAnswer.objects.get().judgement.pledge == second
    page = nurse.client.get(f"{HOME}pledges/{first.ref}/answer/")
    assert "You have answered about another organisation." in read_text(page)


def test_what_the_front_line_says_stands_beside_the_words_of_the_organisation(
    declared: Workshop, visitor: Client
) -> None:
    pledge, silent = make_pledge(declared), make_pledge(declared, "Acorn Care")
    one = ask(declared, pledge, silent)
    say(one, pledge, make_members(40, declared), "not_yet")
    let_end(one)
    Pledge.objects.filter(pk=pledge.pk).update(sentence="We mean well.")
    host = make_member("host", declared, Role.ORGANISER)
    page = f"{HOME}pledges/{pledge.ref}/"
    for text in (read_text(visitor.get(page)), read_text(host.client.get("/admin/desk/signed/pledges/"))):
        for words in (
            "Front line: nothing has changed yet", "About 40 people answered.",
            "Nothing has changed yet about 40", "Of these: all, as they said fewer than 10",
            "“We answer the telephone at night.”",
        ):  # fmt: skip
            assert words in text, words
    text = read_text(visitor.get(f"{HOME}pledges/{silent.ref}/"))
    assert ("Too few people answered to say anything." in text, "Front line:" in text) == (True, False)


def test_the_weekly_letter_says_that_people_are_asked_and_no_more(declared: Workshop) -> None:
    one = ask(declared, make_pledge(declared))
    today = timezone.localdate()
    [part] = tell_week(declared, one.begins_on, today)
    assert [told.url.partition(HOME)[2] for told in part.told] == ["pledges/question/"]
    assert part.heading == ASKS
    [part] = tell_week(declared, today, today)
    assert part.told == []


def test_the_question_asks_as_much_for_twenty_as_for_one(
    declared: Workshop, nurse: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    pledges = [make_pledge(declared, f"Trust {number}") for number in range(20)]
    ask(declared, *pledges)
    nurse.client.get(QUESTION)
    with django_assert_num_queries(5):
        assert len(nurse.client.get(QUESTION).context["asked"]) == 20
