"""The PIN: without it one can write and vote, and nothing of one's past is shown."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import LazySettings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from ideas.models import Idea
from ideas_platform.lib.refusals import TooMany
from tests.cast import Person, sign_in
from tests.pages import read_text
from tests.workshops.sign_in.showing_pin import HOME, IDEA, MINE, PIN, PIN_PAGE, WRONG, enter, fresh
from workshops.domain.joining import leave_workshop
from workshops.domain.pins import is_pin, is_weak, set_pin, try_pin
from workshops.sign_in.past_cookie import PREFIX

pytestmark = pytest.mark.django_db
# What is a PIN -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "１２３４５６", "12 345"])
def test_a_pin_is_six_digits(typed: str) -> None:
    assert (is_pin(typed), is_pin(PIN)) == (False, True)


@pytest.mark.parametrize(
    "pin",
    [
        "000000",
        "111111",
        "123456",
        "234567",
        "567890",
        "654321",
        "987654",
        "121212",
        "123123",
        "112233",
        "123321",
    ],
)
def test_what_is_tried_first_is_weak(pin: str) -> None:
    assert (is_weak(pin), is_weak(PIN)) == (True, False)


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        ({"pin": "123456", "again": "123456"}, ["pin"]),
        ({"pin": "12345", "again": "12345"}, ["pin"]),
        ({"pin": PIN, "again": WRONG}, ["again"]),
        ({"pin": "", "again": ""}, ["pin", "again"]),
        ({"pin": "a\x00b", "again": PIN}, ["pin"]),
    ],
)
def test_a_pin_that_cannot_be_one_is_refused(
    data: dict[str, str], faults: list[str], participant: Person
) -> None:
    answer = participant.client.post(PIN_PAGE, data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, faults)
    assert fresh(participant).pin_hash == ""
    assert not any(f'value="{value}"' in answer.content.decode() for value in data.values() if value)


def test_it_is_stored_as_a_slow_hash_that_a_copy_of_the_database_cannot_try(careful: Person) -> None:
    stored = fresh(careful).pin_hash
    assert (stored.split("$")[0], PIN in stored) == ("scrypt", False)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attstattarget FROM pg_attribute WHERE attrelid = 'workshops_membership'::regclass"
            " AND attname = 'pin_hash'"
        )
        assert cursor.fetchone() == (0,)


def test_two_people_with_one_pin_have_two_hashes(participant: Person, colleague: Person) -> None:
    for person in (participant, colleague):
        set_pin(actor=person.membership, pin=PIN)
    assert fresh(participant).pin_hash != fresh(colleague).pin_hash


# Showing it --------------------------------------------------------------------------------------------


def test_who_sets_a_pin_sees_their_past_for_the_rest_of_the_visit(participant: Person) -> None:
    answer = participant.client.post(PIN_PAGE, {"pin": "49 38-17", "again": PIN})
    assert (answer.status_code, answer["Location"]) == (303, MINE)
    assert participant.client.get(MINE).status_code == 200
    assert (
        sign_in(participant.user).get(MINE)["Location"]
        == f"{PIN_PAGE}?next=%2Fworkshops%2Fcommunity%2Fmine%2F"
    )


def test_the_right_pin_leads_back_and_writes_nothing(careful: Person) -> None:
    careful.client.get(PIN_PAGE)
    with CaptureQueriesContext(connection) as queries:
        answer = careful.client.post(f"{PIN_PAGE}?next={HOME}ideas/", {"pin": PIN})
    assert (answer.status_code, answer["Location"]) == (303, f"{HOME}ideas/")
    harmless = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")
    assert [q["sql"] for q in queries if not q["sql"].startswith(harmless)] == []
    assert careful.client.get(MINE).status_code == 200


def test_it_never_leads_to_another_site(careful: Person) -> None:
    assert careful.client.post(f"{PIN_PAGE}?next=//evil.example", {"pin": PIN})["Location"] == MINE


def test_a_wrong_pin_says_how_many_tries_are_left(careful: Person) -> None:
    answer = enter(careful.client, WRONG)
    assert (answer.status_code, answer.context["form"].errors["pin"]) == (
        422,
        ["That is not your PIN. You have 4 tries left."],
    )


def test_a_right_pin_begins_the_tries_again(careful: Person) -> None:
    for _twice in range(2):
        for _wrong in range(4):
            enter(careful.client, WRONG)
        assert enter(careful.client, PIN).status_code == 303
        careful.client.post(f"{PIN_PAGE}lock/")
    assert fresh(careful).pin_tries == 0


def test_after_five_wrong_tries_the_past_stays_shut_for_good(careful: Person) -> None:
    for _wrong in range(5):
        enter(careful.client, WRONG)
    answer = enter(careful.client, PIN)
    assert (answer.status_code, fresh(careful).pin_tries) == (200, 5)
    assert read_text(answer).count("we cannot reset it") == 1
    assert careful.client.get(MINE).status_code == 303
    assert careful.client.post(f"{HOME}ideas/new/", IDEA).status_code == 303
    assert Idea.objects.count() == 1


def test_who_leaves_and_joins_again_is_asked_for_the_same_pin(careful: Person) -> None:
    leave_workshop(actor=careful.membership)
    careful.client.post(f"{HOME}membership/", {})
    assert careful.client.get(MINE)["Location"].startswith(PIN_PAGE)


def test_the_pass_is_good_for_one_visit_and_one_member(careful: Person, colleague: Person) -> None:
    enter(careful.client, PIN)
    name = f"{PREFIX}community"
    held = careful.client.cookies[name]
    assert (held["httponly"], held["samesite"], held["max-age"]) == (True, "Lax", "")
    set_pin(actor=colleague.membership, pin=PIN)
    for other in (sign_in(careful.user), colleague.client):
        other.cookies[name] = held.value
        assert other.get(MINE).status_code == 303


@pytest.mark.parametrize("cookie", ["made-up", "é", "x" * 3000])
def test_a_forged_pass_opens_nothing(careful: Person, cookie: str) -> None:
    careful.client.cookies[f"{PREFIX}community"] = cookie
    assert careful.client.get(MINE).status_code == 303


def test_signing_out_shuts_the_past(careful: Person) -> None:
    enter(careful.client, PIN)
    careful.client.post("/accounts/logout/")
    careful.client.force_login(careful.user, backend="workshops.sign_in.backend.Backend")
    assert careful.client.get(MINE)["Location"].startswith(PIN_PAGE)


ENDS = ["/accounts/logout/", "shared", "elsewhere"]


@pytest.mark.parametrize("end", ENDS)
def test_however_a_visit_ends_the_browser_loses_the_pass(careful: Person, end: str) -> None:
    client = careful.client
    enter(client, PIN)
    client.cookies["past-somewhere-else"] = "held from another day"
    assert [name for name in client.cookies if name.startswith("past-")] == [
        "past-community",
        "past-somewhere-else",
    ]
    if end == "shared":
        client.cookies["shared"] = "clicked long ago"
        client.get("/")
    elif end == "elsewhere":
        careful.user.end_sessions()
        client.get("/")
    else:
        client.post(end)
    assert {client.cookies[name].value for name in ("past-community", "past-somewhere-else")} == {""}


def test_a_new_pin_ends_the_passes_of_other_visits(careful: Person) -> None:
    elsewhere = sign_in(careful.user)
    for client in (careful.client, elsewhere):
        enter(client, PIN)
    careful.client.post(PIN_PAGE, {"pin": "820461", "again": "820461"})
    assert (careful.client.get(MINE).status_code, elsewhere.get(MINE).status_code) == (200, 303)


def test_only_who_knows_it_removes_or_changes_it(careful: Person) -> None:
    assert careful.client.post(f"{PIN_PAGE}removal/").status_code == 403
    assert careful.client.post(PIN_PAGE, {"pin": "820461", "again": "820461"}).status_code == 422
    enter(careful.client, PIN)
    assert careful.client.post(f"{PIN_PAGE}removal/").status_code == 303
    assert (fresh(careful).pin_hash, careful.client.get(MINE).status_code) == ("", 200)


def test_without_the_key_the_page_says_why_not(careful: Person, settings: LazySettings) -> None:
    settings.KEY_DIRS = []
    assert (enter(careful.client, PIN).status_code, fresh(careful).pin_tries) == (503, 0)


@pytest.mark.django_db(transaction=True)
def test_many_tries_at_once_are_no_way_round_the_limit(careful: Person) -> None:
    start = Barrier(12)

    def guess(number: int) -> bool | None:
        try:
            start.wait(timeout=600)
            return try_pin(actor=fresh(careful), pin=f"20480{number % 10}")
        except TooMany:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(guess, range(12)))
    assert (True in answers, fresh(careful).pin_tries == min(5, answers.count(False))) == (False, True)
