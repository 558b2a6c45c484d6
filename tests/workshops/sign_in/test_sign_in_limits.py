"""What is typed wrong when signing in, how often one may try, and what sending again does."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import WORK_DOMAIN
from tests.pages import read_text
from tests.workshops.sign_in.signing_in import (
    CODE_PAGE,
    MARIA,
    ask_for_code,
    is_signed_in,
    newest_code,
    newest_letter,
    type_code,
    wrong,
)
from workshops.models import OutboxEmail, Session, Workshop
from workshops.sign_in.rate_limits import daily_key

pytestmark = pytest.mark.django_db


def let_time_pass_for_limits() -> None:
    """Make all limits run out."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE limiter_cache SET expires = now() - interval '1 second'")


# What is wrong with what was typed --------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["", "maria", "maria@", "@trust.example", "+tag@trust.example", "a@b", f"{'x' * 300}@trust.example"],
)
def test_what_is_no_address_is_said_beside_the_box(visitor: Client, address: str) -> None:
    response = visitor.post("/accounts/", {"email": address})
    assert response.status_code == 422
    assert len(response.context["form"].errors["email"]) == 1
    assert OutboxEmail.objects.count() == 0


def test_a_wrong_code_is_said_beside_the_box(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    response = type_code(visitor, wrong(newest_code()))
    assert response.status_code == 422
    assert response.context["form"].errors == {
        "code": ["That is not the code we sent. Check it and try again. You have 4 tries left."]
    }


def test_an_empty_box_costs_no_try(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    assert [type_code(visitor, "").status_code for _time in range(9)] == [422] * 9
    type_code(visitor, newest_code())
    assert is_signed_in(visitor)


# Limits -----------------------------------------------------------------------------------------------


def test_the_fifth_wrong_code_is_the_last_and_the_page_gives_a_new_one(
    workshop: Workshop, visitor: Client
) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    tries = [type_code(visitor, wrong(code)) for _time in range(5)]
    assert [response.status_code for response in tries] == [422, 422, 422, 422, 429]
    assert "that code has stopped working. You can have a new one now." in read_text(tries[-1])
    assert type_code(visitor, code)["Location"] == "/accounts/"
    assert not is_signed_in(visitor)
    ask_for_code(visitor, MARIA)
    type_code(visitor, newest_code())
    assert is_signed_in(visitor)


def test_each_wrong_code_says_how_many_tries_are_left(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    said = [read_text(type_code(visitor, wrong(code))) for _time in range(4)]
    left = ["4 tries", "3 tries", "2 tries", "1 try"]
    assert [f"You have {number} left." in text for number, text in zip(left, said, strict=True)] == [True] * 4


def test_who_has_asked_often_reads_from_which_minute_on_there_is_a_code(
    workshop: Workshop, visitor: Client
) -> None:
    for browser in (Client(), Client(), visitor):
        ask_for_code(browser, MARIA)
    last = [type_code(visitor, "000000") for _time in range(5)][-1]
    refused = ask_for_code(visitor, MARIA)
    for answer in (last, refused):
        wait = int(answer["Retry-After"])
        assert 0 < wait <= 60
        assert re.search(r"You can have a new one from [\d.]+[ap]m\.", read_text(answer))


def test_four_wrong_codes_and_a_right_one_sign_in(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    for _time in range(4):
        type_code(visitor, wrong(code))
    type_code(visitor, code)
    assert is_signed_in(visitor)


def test_a_stranger_who_guesses_wrong_does_not_shut_the_owner_out(workshop: Workshop) -> None:
    owner, stranger = Client(), Client()
    ask_for_code(owner, MARIA)
    code = newest_code()
    ask_for_code(stranger, MARIA)
    OutboxEmail.objects.all().delete()
    assert [type_code(stranger, "000000").status_code for _time in range(5)] == [422] * 4 + [429]
    type_code(owner, code)
    assert is_signed_in(owner)


def test_many_tries_at_once_with_one_cookie_are_five(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    code, kept = newest_code(), Session.objects.get()
    for _time in range(5):
        type_code(visitor, wrong(code))
        # The other requests that are under way do not know of the tries that this one notes in the session.
        kept.save(force_insert=not Session.objects.filter(pk=kept.pk).exists())
    assert type_code(visitor, code).status_code == 429
    assert not is_signed_in(visitor)


def test_one_code_sent_many_times_at_once_makes_one_session(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    code, kept, cookie = newest_code(), Session.objects.get(), visitor.cookies["session"].value
    browsers = [Client() for _time in range(4)]
    for browser in browsers:
        # Each of them came before the first one was answered: it finds the session as it was then.
        kept.save(force_insert=not Session.objects.filter(pk=kept.pk).exists())
        browser.cookies["session"] = cookie
        browser.answer = type_code(browser, code)  # type: ignore[attr-defined]
    assert [is_signed_in(browser) for browser in browsers] == [True, False, False, False]
    led = [browser.answer["Location"] for browser in browsers[1:]]  # type: ignore[attr-defined]
    assert led == ["/accounts/"] * 3


# Letters ----------------------------------------------------------------------------------------------


def test_the_fourth_code_within_a_minute_is_refused(workshop: Workshop) -> None:
    asked = [ask_for_code(Client(), MARIA) for _time in range(4)]
    assert [response.status_code for response in asked] == [303, 303, 303, 429]
    assert 0 < int(asked[-1]["Retry-After"]) <= 60
    assert OutboxEmail.objects.count() == 3
    assert ask_for_code(Client(), f"other@{WORK_DOMAIN}").status_code == 303


def test_other_spellings_of_an_address_share_its_limit(workshop: Workshop) -> None:
    asked = [ask_for_code(Client(), f"Maria+{number}@{WORK_DOMAIN}").status_code for number in range(4)]
    assert asked == [303, 303, 303, 429]


def test_a_minute_later_there_is_a_code_again(workshop: Workshop) -> None:
    for _time in range(4):
        ask_for_code(Client(), MARIA)
    let_time_pass_for_limits()
    assert ask_for_code(Client(), MARIA).status_code == 303


def test_six_hundred_people_behind_one_address_of_the_network_can_sign_in(workshop: Workshop) -> None:
    ask_for_code(Client(), MARIA)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE limiter_cache SET value = '599' WHERE cache_key = %s", [place_key()])
    assert ask_for_code(Client(), f"600th@{WORK_DOMAIN}").status_code == 303
    assert ask_for_code(Client(), f"601st@{WORK_DOMAIN}").status_code == 429


def place_key() -> str:
    """Return the key under which the limit of this computer is kept."""
    return daily_key("127.0.0.1", "place", 0)


def test_the_limiter_shows_no_address(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    type_code(visitor, "000000")
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM limiter_cache")
        rows = cursor.fetchall()
    assert [(len(key), value) for key, value in rows] == [(64, "1")] * 4


def test_the_keys_of_the_limiter_change_every_day() -> None:
    today = daily_key("a", "b", 0)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert daily_key("a", "b", 0) != today


# Sending again ----------------------------------------------------------------------------------------


def test_sending_again_repeats_the_code(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA, next="/privacy/")
    first = newest_code()
    again = visitor.post(f"{CODE_PAGE}letter/", {"next": "/privacy/"})
    assert again["Location"] == reverse("account_confirm_login_code", query={"next": "/privacy/"})
    assert newest_code() == first


def test_typing_the_address_again_repeats_the_code(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    first = newest_code()
    ask_for_code(visitor, MARIA)
    assert newest_code() == first


def test_another_address_never_gets_the_same_code(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    first = newest_code()
    ask_for_code(visitor, f"other@{WORK_DOMAIN}")
    letter = newest_letter()
    assert letter.recipient == f"other@{WORK_DOMAIN}"
    assert letter.subject[:6] != first
    assert type_code(visitor, first).status_code == 422


def test_sending_again_does_not_give_back_tries(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    for _time in range(4):
        type_code(visitor, wrong(code))
    visitor.post(f"{CODE_PAGE}letter/")
    assert type_code(visitor, wrong(code)).status_code == 429


def test_a_code_that_is_about_to_end_is_not_sent_again(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    first = newest_code()
    with time_machine.travel(timezone.now() + timedelta(minutes=11)):
        visitor.post(f"{CODE_PAGE}letter/")
        second = newest_code()
        assert second != first
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        type_code(visitor, second)
        assert is_signed_in(visitor)


def test_sending_again_has_the_same_limit(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    sent = [visitor.post(f"{CODE_PAGE}letter/").status_code for _time in range(3)]
    assert sent == [303, 303, 429]


@pytest.mark.parametrize(("minutes", "works"), [(14, True), (16, False)])
def test_a_code_works_for_fifteen_minutes(
    workshop: Workshop, visitor: Client, minutes: int, works: bool
) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        type_code(visitor, code)
        assert is_signed_in(visitor) is works
