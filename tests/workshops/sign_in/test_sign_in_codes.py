"""How long codes are, and the ways in which people paste them."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests.cast import WORK_DOMAIN
from tests.pages import read_text
from tests.workshops.sign_in.signing_in import (
    CODE_PAGE,
    MARIA,
    ask_for_code,
    is_signed_in,
    newest_code,
    type_code,
)
from workshops.models import OutboxEmail, Workshop
from workshops.sign_in.rate_limits import (
    CODES,
    LONG_CODE,
    SHORT_CODE,
    SHORT_CODES_A_DAY,
    TRIES_OF_A_CODE,
    forget,
)

pytestmark = pytest.mark.django_db


# Long codes -------------------------------------------------------------------------------------------


def send_letters(number: int) -> str:
    """Let so many letters go to Maria, each to another browser, and return the code of the last."""
    for _letter in range(number):
        forget(CODES, MARIA)
        ask_for_code(Client(), MARIA)
    codes = {re.match(r"\d+", one.subject)[0] for one in OutboxEmail.objects.all()}  # type: ignore[index]
    OutboxEmail.objects.all().delete()
    return max(codes, key=len)


def test_the_twentieth_code_of_a_day_has_ten_digits(workshop: Workshop, visitor: Client) -> None:
    assert len(send_letters(19)) == 6
    assert len(send_letters(1)) == 10
    forget(CODES, MARIA)
    ask_for_code(visitor, MARIA)
    code = newest_code()
    assert "Ten-digit code" in read_text(visitor.get(CODE_PAGE))
    short = type_code(visitor, code[:6])
    assert short.context["form"].errors == {"code": ["The code has ten digits."]}
    type_code(visitor, code)
    assert is_signed_in(visitor)


def test_a_living_short_code_is_not_repeated_as_the_twentieth(workshop: Workshop, visitor: Client) -> None:
    ask_for_code(visitor, MARIA)
    first = newest_code()
    send_letters(18)
    forget(CODES, MARIA)
    visitor.post(f"{CODE_PAGE}letter/")
    assert (len(first), len(newest_code())) == (6, 10)


def test_addresses_that_are_not_admitted_look_the_same_after_many_letters(workshop: Workshop) -> None:
    stranger = "maria@elsewhere.example"
    for _letter in range(20):
        forget(CODES, stranger)
        ask_for_code(browser := Client(), stranger)
    assert "Ten-digit code" in read_text(browser.get(CODE_PAGE))


def test_the_next_day_codes_are_short_again(workshop: Workshop) -> None:
    send_letters(20)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert len(send_letters(1)) == 6


def test_guessing_for_a_day_succeeds_once_in_5000_at_most() -> None:
    tries = TRIES_OF_A_CODE.times
    letters = CODES.times * 24 * 60 * 60 / CODES.seconds
    # Any 24 hours touch two days of the clock, each with its own short codes.
    chance = 2 * SHORT_CODES_A_DAY * tries / 10**SHORT_CODE + letters * tries / 10**LONG_CODE
    assert chance <= 1 / 5_000


def read_daily_counts() -> dict[str, datetime]:
    """Return the names of the counts that last longer than the limits of a few minutes, with their ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT cache_key, expires FROM limiter_cache WHERE expires > now() + interval '20 minutes'"
        )
        return dict(cursor.fetchall())


def test_letters_of_a_day_end_together_and_name_nobody(workshop: Workshop) -> None:
    before = read_daily_counts()
    ask_for_code(Client(), MARIA)
    ask_for_code(Client(), f"other@{WORK_DOMAIN}")
    added = {key: end for key, end in read_daily_counts().items() if key not in before}
    assert len(set(added.values())) <= 1


# What people paste ------------------------------------------------------------------------------------

WAYS = {
    "a space": "{0} {1}",
    "a dash": "{0}-{1}",
    "a long dash": "{0}\u2013{1}",
    "a minus sign": "{0}\u2212{1}",
    "a narrow space": " {0}\u202f{1} ",
    "a line break": "{0}\r\n{1}\n",
    "signs that nobody sees": "\u200b{0}\u200d\ufeff{1}\u2060",
    "marks of direction": "\u202d{0}{1}\u202c",
    "a soft hyphen": "{0}\u00ad{1}",
    "quotation marks": "\u201c{0}{1}\u201d",
    "words of the letter": "{0}{1} is your sign-in code",
}


@pytest.mark.parametrize("way", WAYS)
def test_a_code_is_taken_as_people_paste_it(workshop: Workshop, visitor: Client, way: str) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    type_code(visitor, WAYS[way].format(code[:3], code[3:]))
    assert is_signed_in(visitor)


@pytest.mark.parametrize("zero", ["\uff10", "\u0660", "\u06f0", "\u0966", "\U0001d7ce"])
def test_digits_of_any_script_and_width_are_digits(workshop: Workshop, visitor: Client, zero: str) -> None:
    ask_for_code(visitor, MARIA)
    type_code(visitor, "".join(chr(ord(zero) + int(digit)) for digit in newest_code()))
    assert is_signed_in(visitor)


@pytest.mark.parametrize("typed", ["12345", "1234567", "abcdef", "12345O", "\u200b", "-" * 500, "1" * 5000])
def test_what_can_be_no_code_costs_no_try(workshop: Workshop, visitor: Client, typed: str) -> None:
    ask_for_code(visitor, MARIA)
    code = newest_code()
    assert {type_code(visitor, typed).status_code for _time in range(9)} == {422}
    type_code(visitor, code)
    assert is_signed_in(visitor)
