"""Join codes: used up or wrong looks the same, and how many uses are left changes with releases only."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.cast import Person, make_idea, make_members, make_user
from voting.ballots.casting import cast_vote
from voting.releases.releases import release_workshop
from workshops.domain.join_codes import describe_uses, draw_uses, tell_uses
from workshops.models import JoinCode, Membership, Organisation, OutboxEmail, Workshop

pytestmark = pytest.mark.django_db
HOME = "/admin/workshops/joincode/"
USED_UP, WRONG = "USEDUPCODE", "WRONG2CODE"


def make_code(workshop: Workshop, code: str = USED_UP, **fields: Any) -> JoinCode:
    trust, _is_new = Organisation.objects.get_or_create(workshop=workshop, name="Trust")
    ends_on = timezone.localdate() + timedelta(days=1)
    return JoinCode.objects.create(
        workshop=workshop, organisation=trust, code=code, ends_on=ends_on, **fields
    )


def use(code: JoinCode, times: int) -> None:
    """Take so many uses off the code."""
    code.uses_left -= times
    code.save()


def tell(code: JoinCode) -> str:
    """Return what is told of the uses left after a release."""
    tell_uses(code.workshop)
    code.refresh_from_db()
    return describe_uses(code)


def test_a_code_ends_by_its_date_and_is_never_deleted(workshop: Workshop, organiser: Person) -> None:
    """Or the people whom an organiser made up, who all came by one code, would count as many."""
    code = make_code(workshop)
    assert organiser.client.post(f"{HOME}{code.pk}/delete/", {"post": "yes"}).status_code == 403
    sent = {"action": "delete_selected", "_selected_action": str(code.pk), "post": "yes"}
    organiser.client.post(HOME, sent)
    assert JoinCode.objects.filter(pk=code.pk).exists()


# What a code that is used up answers ------------------------------------------------------------------


def ask(client: Client, method: str, address: str, **sent: str) -> tuple[int, str, list[str]]:
    """Return status, body without what is random in it, and the statements that a request made."""
    with CaptureQueriesContext(connection) as queries:
        answer = getattr(client, method)(address, sent)
    body = answer.content.decode()
    token = answer.context["csrf_token"] if answer.context else "-"
    for code in (USED_UP, WRONG):
        body = body.replace(code, "THE CODE")
    statements = [
        re.sub(r"SAVEPOINT .*", "SAVEPOINT", query["sql"].partition(" WHERE ")[0]) for query in queries
    ]
    return answer.status_code, body.replace(str(token), "TOKEN"), statements


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("state", [{"uses_left": 0}, {"ends_on": timezone.localdate() - timedelta(days=2)}])
def test_a_code_that_is_used_up_or_has_ended_joins_like_a_wrong_one(
    workshop: Workshop, method: str, state: dict[str, Any]
) -> None:
    code = make_code(workshop)
    JoinCode.objects.filter(pk=code.pk).update(**state)
    guest = Person(make_user("guest", domain="home.example"))
    place = f"/workshops/{workshop.slug}/membership/?code="
    guest.client.get(place)
    answers = [ask(guest.client, method, place + each) for each in (USED_UP, WRONG)]
    assert answers[0] == answers[1]
    assert answers[0][0] == (200 if method == "get" else 403)
    assert not Membership.objects.exists()


def test_at_the_sign_in_box_too(workshop: Workshop) -> None:
    make_code(workshop, uses_left=0)
    answers, letters = [], []
    for code in (USED_UP, WRONG):
        browser = Client()
        address = f"guest@{code.lower()}.example"
        answer = browser.post(f"/accounts/?code={code}", {"email": address})
        answers.append((answer.status_code, answer["Location"].replace(code, "THE CODE")))
        letter = OutboxEmail.objects.get(recipient=address)
        letters.append((letter.subject, letter.text.replace(address, "ADDRESS")))
    assert (answers[0] == answers[1], letters[0] == letters[1]) == (True, True)


# Ten uses at least ------------------------------------------------------------------------------------


def test_the_form_refuses_a_code_for_fewer_than_ten(workshop: Workshop, organiser: Person) -> None:
    trust = Organisation.objects.create(workshop=workshop, name="Trust")
    sent = {"workshop": workshop.pk, "organisation": trust.pk, "ends_on": timezone.localdate()}
    page = organiser.client.post(f"{HOME}add/", {**sent, "uses": 9})
    assert page.context["adminform"].form.errors == {"uses": ["A code is for ten people or more."]}
    organiser.client.post(f"{HOME}add/", {**sent, "uses": 10, "uses_left": 1})
    code = JoinCode.objects.get()
    assert code.uses == 10
    assert 10 <= code.uses_left <= 49


def test_how_many_more_a_code_lets_in_is_drawn_by_lot() -> None:
    assert {draw_uses(10) for _time in range(2000)} == set(range(10, 50))


# What organisers are told -----------------------------------------------------------------------------


def test_the_number_goes_from_many_over_some_to_none(workshop: Workshop) -> None:
    code = make_code(workshop, uses=40, uses_left=40)
    seen = []
    for times in (0, 19, 1, 15, 4, 1):
        use(code, times)
        seen.append(tell(code))
    many, some, none = "many uses left", "some uses left", "no uses left"
    assert seen == [many, many, some, some, some, none]


@pytest.mark.parametrize("uses", range(10, 31))
def test_ten_people_or_more_stand_behind_each_step(workshop: Workshop, uses: int) -> None:
    code = make_code(workshop, uses=uses, uses_left=uses)
    steps, last, words = [], uses, describe_uses(code)
    for _one in range(uses):
        use(code, 1)
        if tell(code) != words:
            words = describe_uses(code)
            steps.append(last - code.uses_left)
            last = code.uses_left
    assert words == "no uses left"
    assert [step for step in steps if step < 10] == []


def test_between_releases_nothing_changes(workshop: Workshop, organiser: Person) -> None:
    code = make_code(workshop, uses=10, uses_left=10)
    use(code, 10)
    idea, people = make_idea(workshop), make_members(20, workshop)
    shown = [organiser.client.get(f"{HOME}{code.pk}/change/").content.decode()]
    for member in people:
        cast_vote(actor=member, idea=idea, answer="up")
    release_workshop(workshop.pk, force=True)
    shown.append(organiser.client.get(f"{HOME}{code.pk}/change/").content.decode())
    assert ["many uses left" in page for page in shown] == [True, False]
    assert ["no uses left" in page for page in shown] == [False, True]


def test_no_page_of_an_organiser_shows_the_number(workshop: Workshop, organiser: Person) -> None:
    # Long numbers: three digits stand by chance in one of sixty tokens of a form.
    code = make_code(workshop, uses=87_654_321, uses_left=76_543_219)
    pages = [organiser.client.get(address) for address in (HOME, f"{HOME}{code.pk}/change/")]
    texts = [page.content.decode() for page in pages]
    assert [number in text for text in texts for number in ("76543219", "87654321")] == [False] * 4


def test_codes_of_other_workshops_are_told_in_their_own_releases(
    workshop: Workshop, other_workshop: Workshop
) -> None:
    code = make_code(other_workshop, uses=10, uses_left=0)
    tell_uses(workshop)
    code.refresh_from_db()
    assert describe_uses(code) == "many uses left"
