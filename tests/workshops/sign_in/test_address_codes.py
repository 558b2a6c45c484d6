"""The two codes for another address: what is typed wrong, how often, how late, and asked for again."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tests.cast import Person, sign_in
from tests.pages import read_text
from tests.workshops.sign_in.changing_address import (
    CODES,
    NEW,
    PAGE,
    ask,
    find_errors,
    read_codes,
)
from tests.workshops.sign_in.signing_in import MARIA, wrong
from workshops.models import OutboxEmail, User
from workshops.sign_in.rate_limits import CODES as CODES_OF_AN_ADDRESS
from workshops.sign_in.rate_limits import SHORT_CODES_A_DAY, count_letter, forget

pytestmark = pytest.mark.django_db
WRONG = "That is not the code we sent to {}. Check it and try again. You have 4 tries left."


# Wrong input ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", "maria", "@home.example", f"{'x' * 300}@home.example"])
def test_what_is_no_address_is_said_beside_the_box(maria: Person, typed: str) -> None:
    answer = ask(maria.client, typed)
    assert (answer.status_code, len(find_errors(answer)["email"])) == (422, 1)
    assert OutboxEmail.objects.count() == 0


@pytest.mark.parametrize("typed", [MARIA, "MARIA+tag@Trust.example"])
def test_the_address_one_has_is_no_new_one(maria: Person, typed: str) -> None:
    answer = ask(maria.client, typed)
    assert find_errors(answer) == {"email": ["That is your address already. Enter another one."]}
    assert f'value="{typed}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        (["old_code"], {"old_code": MARIA}),
        (["new_code"], {"new_code": NEW}),
        (["old_code", "new_code"], None),
    ],
)
def test_a_wrong_code_is_said_beside_its_box_and_changes_nothing(
    maria: Person, changed: list[str], refused: dict[str, str] | None
) -> None:
    ask(maria.client, NEW)
    codes = read_codes(MARIA, NEW)
    typed = codes | {name: wrong(codes[name]) for name in changed}
    answer = maria.client.post(CODES, typed)
    expected = refused or {"old_code": MARIA, "new_code": NEW}
    assert answer.status_code == 422
    assert find_errors(answer) == {name: [WRONG.format(address)] for name, address in expected.items()}
    assert [f'value="{code}"' in answer.content.decode() for code in typed.values()] == [True, True]
    assert User.objects.get().email == MARIA


def test_the_codes_are_not_the_same_and_not_each_others(maria: Person) -> None:
    ask(maria.client, NEW)
    codes = read_codes(MARIA, NEW)
    swapped = {"old_code": codes["new_code"], "new_code": codes["old_code"]}
    assert maria.client.post(CODES, swapped).status_code == 422


def test_an_empty_box_costs_no_try(maria: Person) -> None:
    ask(maria.client, NEW)
    codes = read_codes(MARIA, NEW)
    answers = [maria.client.post(CODES, {**codes, "new_code": ""}) for _time in range(9)]
    assert [answer.status_code for answer in answers] == [422] * 9
    assert find_errors(answers[0]) == {"new_code": ["Enter the code from our e-mail to your new address."]}
    assert maria.client.post(CODES, codes).status_code == 303


def test_the_fifth_wrong_try_is_the_last(maria: Person) -> None:
    ask(maria.client, NEW)
    codes = read_codes(MARIA, NEW)
    typed = {**codes, "old_code": wrong(codes["old_code"])}
    seen = [maria.client.post(CODES, typed).status_code for _time in range(5)]
    assert seen == [422] * 4 + [429]
    assert maria.client.post(CODES, codes)["Location"] == PAGE
    assert User.objects.get().email == MARIA
    ask(maria.client, NEW)
    maria.client.post(CODES, read_codes(MARIA, NEW))
    assert User.objects.get().email == NEW


def test_wrong_tries_in_another_browser_take_nothing_from_this_one(maria: Person) -> None:
    elsewhere = sign_in(maria.user)
    ask(elsewhere, NEW)
    OutboxEmail.objects.all().delete()
    typed = {"old_code": "000000", "new_code": "000000"}
    assert [elsewhere.post(CODES, typed).status_code for _time in range(5)] == [422] * 4 + [429]
    ask(maria.client, NEW)
    maria.client.post(CODES, read_codes(MARIA, NEW))
    assert User.objects.get().email == NEW


def test_codes_for_another_address_count_as_letters_of_the_day(maria: Person) -> None:
    for _letter in range(SHORT_CODES_A_DAY):
        count_letter(MARIA)
    ask(maria.client, NEW)
    codes = read_codes(MARIA, NEW)
    assert {len(code) for code in codes.values()} == {10}
    maria.client.post(CODES, codes)
    assert User.objects.get().email == NEW


@pytest.mark.parametrize(("minutes", "works"), [(14, True), (16, False)])
def test_codes_work_for_fifteen_minutes(maria: Person, minutes: int, works: bool) -> None:
    ask(maria.client, NEW)
    codes = read_codes(MARIA, NEW)
    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        maria.client.post(CODES, codes)
    assert (User.objects.get().email == NEW) is works


def test_who_has_no_living_codes_is_told(maria: Person) -> None:
    answer = maria.client.post(CODES, {"old_code": "123456", "new_code": "123456"}, follow=True)
    assert answer.redirect_chain == [(PAGE, 303)]
    assert "Those codes were used or have run out." in read_text(answer)


def test_pressing_twice_changes_it_once_and_signs_nobody_out(maria: Person) -> None:
    ask(maria.client, NEW)
    codes = read_codes(MARIA, NEW)
    cookies = {name: cookie.value for name, cookie in maria.client.cookies.items()}
    maria.client.post(CODES, codes)
    late = Client()  # the first answer, with all its cookies, never came
    late.cookies.load(cookies)
    answer = late.post(CODES, codes, follow=True)
    assert f"Your address now is {NEW}" in read_text(answer)
    assert OutboxEmail.objects.count() == 1


# Sending again ----------------------------------------------------------------------------------------


def test_a_lost_code_is_sent_again(maria: Person) -> None:
    ask(maria.client, NEW)
    first = read_codes(MARIA, NEW)
    assert maria.client.post(f"{CODES}letters/")["Location"] == CODES
    assert read_codes(MARIA, NEW) == first
    assert maria.client.post(CODES, first).status_code == 303


def test_codes_for_one_address_are_worth_nothing_for_another(maria: Person) -> None:
    ask(maria.client, NEW)
    first = read_codes(MARIA, NEW)
    ask(maria.client, "other@home.example")
    second = read_codes(MARIA, "other@home.example")
    assert first["old_code"] != second["old_code"]
    assert maria.client.post(CODES, first).status_code == 422


def test_the_fourth_letter_within_a_minute_is_refused(maria: Person) -> None:
    seen = [ask(maria.client, f"{number}@home.example").status_code for number in range(4)]
    assert seen == [303] * 3 + [429]


def test_few_letters_go_to_addresses_of_others_in_an_hour(maria: Person) -> None:
    seen = []
    for number in range(11):
        forget(CODES_OF_AN_ADDRESS, MARIA)
        seen.append(ask(maria.client, f"{number}@home.example").status_code)
    assert seen == [303] * 10 + [429]
