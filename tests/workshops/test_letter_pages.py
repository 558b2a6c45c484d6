"""Asking for letters and ending them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Person, make_member, make_user, make_workshop
from tests.pages import read_text
from workshops.domain.joining import leave_workshop
from workshops.domain.letters import announce_what_is_due
from workshops.domain.mail import send_waiting
from workshops.models import OutboxEmail, Subscription, Workshop
from workshops.models.subscriptions import Letter
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
MEMBERSHIP = "/workshops/community/membership/"


@pytest.fixture
def announced(db: None) -> Workshop:
    """Return a workshop that opens in a few days."""
    return make_workshop(Phase.ANNOUNCED, slug="soon", title="Soon")


def subscribe(workshop: Workshop, letter: Letter = Letter.DIGEST, **who: Any) -> Subscription:
    """Return a new subscription to one letter."""
    return Subscription.objects.create(workshop=workshop, **{letter.value: True}, **who)


def letters_of(workshop: Workshop) -> list[tuple[str, bool, bool, bool]]:
    """Return who gets which letters about a workshop."""
    rows = Subscription.objects.filter(workshop=workshop).select_related("user")
    return [
        (row.user.email if row.user else str(row.email), row.opening, row.digest, row.results) for row in rows
    ]


# Before it opens --------------------------------------------------------------------------------------


def test_a_visitor_leaves_an_address(announced: Workshop, visitor: Client) -> None:
    answer = visitor.post("/workshops/soon/notice/", {"email": "Jo+news@Home.example"}, follow=True)
    assert answer.redirect_chain == [("/workshops/soon/", 303)]
    assert "Done. We write to you once, when the workshop opens." in read_text(answer)
    assert letters_of(announced) == [("jo@home.example", True, False, False)]


def test_leaving_it_twice_is_leaving_it_once_and_looks_the_same(announced: Workshop, visitor: Client) -> None:
    answers = [visitor.post("/workshops/soon/notice/", {"email": "jo@home.example"}) for _time in range(2)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(303, "/workshops/soon/")}
    assert Subscription.objects.count() == 1


def test_who_is_signed_in_types_no_address(announced: Workshop, outsider: Person) -> None:
    assert list(outsider.client.get("/workshops/soon/notice/").context["form"].fields) == []
    outsider.client.post("/workshops/soon/notice/", {"email": "somebody.else@home.example"})
    assert letters_of(announced) == [(outsider.user.email, True, False, False)]


def test_the_page_of_an_announced_workshop_leads_there(announced: Workshop, visitor: Client) -> None:
    assert "/workshops/soon/notice/" in visitor.get("/workshops/soon/").content.decode()
    member = make_member("early", announced)
    step = member.client.get("/workshops/soon/").context["next_step"]
    assert step == {"label": "Tell me when it opens", "url": "/workshops/soon/notice/"}
    member.client.post("/workshops/soon/notice/")
    assert member.client.get("/workshops/soon/").context["next_step"] is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "jo",
        "jo@",
        "@home.example",
        "jo@home.example\nBcc: all@trust.example",
        "jo@home.example\r\nBcc: all@trust.example",
        "jo@home.example, all@trust.example",
        "jo@home.example%0aBcc:all@trust.example",
        "jo@home.example\0",
        "jo\u2028@home.example",
        "jo@a..example",
        "j" * 250 + "@home.example",
    ],
)
def test_what_is_no_address_is_refused(announced: Workshop, visitor: Client, typed: str) -> None:
    answer = visitor.post("/workshops/soon/notice/", {"email": typed})
    assert (answer.status_code, Subscription.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == ["email"]


def test_an_address_may_be_pasted_with_the_name_before_it(announced: Workshop, visitor: Client) -> None:
    answer = visitor.post("/workshops/soon/notice/", {"email": "Jo <jo@home.example>"})
    assert (answer.status_code, Subscription.objects.get().email) == (303, "jo@home.example")


def test_one_address_asks_three_times_an_hour_at_most(announced: Workshop, visitor: Client) -> None:
    statuses = [
        visitor.post("/workshops/soon/notice/", {"email": "jo@home.example"}).status_code
        for _time in range(4)
    ]
    assert statuses == [303, 303, 303, 429]


def test_one_place_asks_a_hundred_times_an_hour_at_most(announced: Workshop, visitor: Client) -> None:
    statuses = [
        visitor.post("/workshops/soon/notice/", {"email": f"jo{number}@home.example"}).status_code
        for number in range(101)
    ]
    assert (statuses[:100], statuses[100]) == ([303] * 100, 429)


# Members ----------------------------------------------------------------------------------------------


def test_a_member_gets_only_what_is_ticked(participant: Person, workshop: Workshop) -> None:
    letters = participant.client.get(MEMBERSHIP).context["letters"]
    assert {field.name: field.value() for field in letters} == {"digest": False, "results": False}
    participant.client.post(MEMBERSHIP, {"digest": "on"})
    assert letters_of(workshop) == [(participant.user.email, False, True, False)]
    letters = participant.client.get(MEMBERSHIP).context["letters"]
    assert {field.name: field.value() for field in letters} == {"digest": True, "results": False}


def test_who_ticks_nothing_leaves_nothing(participant: Person, workshop: Workshop) -> None:
    participant.client.post(MEMBERSHIP, {"digest": "on", "results": "on"})
    participant.client.post(MEMBERSHIP, {})
    assert letters_of(workshop) == []


def test_one_asks_while_joining(outsider: Person, workshop: Workshop) -> None:
    assert outsider.client.post(MEMBERSHIP, {"results": "on", "opening": "on"}).status_code == 303
    assert letters_of(workshop) == [(outsider.user.email, False, False, True)]


def test_who_is_refused_gets_no_letters(workshop: Workshop) -> None:
    stranger = Person(make_user("stranger", domain="elsewhere.example"))
    assert stranger.client.post(MEMBERSHIP, {"digest": "on"}).status_code == 403
    assert letters_of(workshop) == []


def test_before_it_opens_a_member_may_tick_that_too(announced: Workshop) -> None:
    member = make_member("early", announced)
    letters = member.client.get("/workshops/soon/membership/").context["letters"]
    assert list(letters.fields) == ["opening", "digest", "results"]


def test_with_leaving_the_letters_end(participant: Person, workshop: Workshop) -> None:
    participant.client.post(MEMBERSHIP, {"digest": "on"})
    leave_workshop(actor=participant.membership)
    assert letters_of(workshop) == []


def test_with_the_account_the_letters_end(participant: Person, workshop: Workshop) -> None:
    subscribe(workshop, user=participant.user)
    participant.user.delete()
    assert letters_of(workshop) == []


# Ending them ------------------------------------------------------------------------------------------


def address_of(subscription: Subscription) -> str:
    return f"/workshops/{subscription.workshop.slug}/letters/{subscription.token}/"


def test_looking_changes_nothing_and_pressing_ends_it(participant: Person, workshop: Workshop) -> None:
    address, stranger = address_of(subscribe(workshop, user=participant.user)), Client()
    page = stranger.get(address)
    assert (page.status_code, Subscription.objects.count()) == (200, 1)
    assert "Stop the letters? Community services" in read_text(page)
    assert "Done: no more letters" in read_text(stranger.post(address, follow=True))
    assert Subscription.objects.count() == 0


def test_a_mail_program_ends_it_without_cookie_or_token(workshop: Workshop, participant: Person) -> None:
    address = address_of(subscribe(workshop, user=participant.user))
    program = Client(enforce_csrf_checks=True)
    answer = program.post(address, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, Subscription.objects.count()) == (200, 0)


def test_ending_it_twice_looks_like_ending_it_once(workshop: Workshop, visitor: Client) -> None:
    address = address_of(subscribe(workshop, email="jo@home.example"))
    pages = [read_text(visitor.post(address, follow=True)) for _time in range(2)]
    assert pages[0] == pages[1]


def test_nobody_ends_what_they_have_no_address_for(
    workshop: Workshop, other_workshop: Workshop, visitor: Client
) -> None:
    kept = subscribe(workshop, email="jo@home.example")
    for address in (
        "/workshops/community/letters/no-such-token/",
        f"/workshops/hospital/letters/{kept.token}/",
        f"/workshops/community/letters/{kept.token[:-1]}/",
    ):
        assert visitor.post(address).status_code == 200
    assert Subscription.objects.count() == 1


def test_what_waits_to_be_sent_ends_with_it(announced: Workshop, visitor: Client) -> None:
    address = address_of(subscribe(announced, Letter.OPENING, email="jo@home.example"))
    subscribe(announced, Letter.OPENING, email="omar@home.example")
    Workshop.objects.update(opens_at=announced.announced_at)
    announce_what_is_due()
    visitor.post(address)
    assert [letter.recipient for letter in OutboxEmail.objects.all()] == ["omar@home.example"]


def test_ending_it_takes_few_queries_and_no_session(workshop: Workshop) -> None:
    address = address_of(subscribe(workshop, email="jo@home.example"))
    with CaptureQueriesContext(connection) as queries:
        Client().post(address)
    assert len(queries) <= 6
    assert [query for query in queries if "workshops_session" in query["sql"]] == []


def test_tokens_cannot_be_guessed(workshop: Workshop) -> None:
    tokens = {subscribe(workshop, email=f"jo{number}@home.example").token for number in range(50)}
    assert (len(tokens), {len(token) for token in tokens}) == (50, {32})


# The letters themselves -------------------------------------------------------------------------------


def test_a_letter_says_where_a_mail_program_ends_it(announced: Workshop) -> None:
    ending = address_of(subscribe(announced, Letter.OPENING, email="jo@home.example"))
    Workshop.objects.update(opens_at=announced.announced_at)
    announce_what_is_due()
    send_waiting()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<http://127.0.0.1:8000{ending}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"http://127.0.0.1:8000{ending}" in str(mail.outbox[0].body)


# What the database refuses ----------------------------------------------------------------------------


@pytest.mark.parametrize("both", [True, False])
def test_a_subscription_is_a_users_or_an_addresses(workshop: Workshop, outsider: Person, both: bool) -> None:
    who: dict[str, Any] = {"user": outsider.user, "email": "jo@home.example"} if both else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        subscribe(workshop, **who)


@pytest.mark.parametrize("kind", ["user", "email"])
def test_nobody_has_two_in_one_workshop(workshop: Workshop, outsider: Person, kind: str) -> None:
    who: dict[str, Any] = {"user": outsider.user} if kind == "user" else {"email": "jo@home.example"}
    subscribe(workshop, **who)
    with pytest.raises(IntegrityError), transaction.atomic():
        subscribe(workshop, **who)
