"""Changing one's address: codes to both, one voice, and nothing said to those whom it does not concern."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from ideas.domain.authors import wrote_item
from tests.cast import Person, make_idea, make_member, make_user, sign_in
from tests.pages import read_text
from tests.workshops.sign_in.changing_address import CODES, PAGE, ask, change, read_codes, read_letters
from tests.workshops.sign_in.signing_in import MARIA, ask_for_code, is_signed_in, wrong
from voting.ballots.casting import cast_vote
from voting.models import Vote
from workshops.domain.pins import set_pin
from workshops.models import Membership, OutboxEmail, Subscription, User, Workshop
from workshops.models.subscriptions import Letter
from workshops.sign_in.rate_limits import CODES as CODES_OF_AN_ADDRESS
from workshops.sign_in.rate_limits import SHORT_CODES_A_DAY, count_letter, forget

pytestmark = pytest.mark.django_db
NEW = "maria@home.example"
WRONG = "That is not the code we sent to {}. Check it and try again. You have 4 tries left."
JOIN = "/workshops/community/membership/"


@pytest.fixture
def maria(workshop: Workshop) -> Person:
    """Return a participant whose name is Maria."""
    return make_member("maria", workshop)


def find_errors(answer: Any) -> dict[str, list[str]]:
    """Return what is said beside the boxes."""
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}


# The journey ------------------------------------------------------------------------------------------


def test_visitors_are_asked_to_sign_in(visitor: Client) -> None:
    answers = [visitor.get(address) for address in (PAGE, CODES)]
    assert [answer["Location"] for answer in answers] == [f"/accounts/?next={each}" for each in (PAGE, CODES)]


def test_the_details_lead_there_and_back(maria: Person) -> None:
    onward = f"{PAGE}?next={JOIN}"
    assert f'href="{onward}"' in maria.client.get(JOIN).content.decode()
    asked = maria.client.post(onward, {"email": NEW})
    assert asked["Location"] == f"{CODES}?next=%2Fworkshops%2Fcommunity%2Fmembership%2F"
    done = maria.client.post(asked["Location"], read_codes(MARIA, NEW))
    assert (done.status_code, done["Location"]) == (303, JOIN)


def test_with_both_codes_the_address_changes(maria: Person) -> None:
    browser = maria.client
    assert "Your address now is maria@trust.example" in read_text(browser.get(PAGE))
    asked = ask(browser, " Maria+work@HOME.example ")
    assert (asked.status_code, asked["Location"]) == (303, CODES)
    page = read_text(browser.get(CODES))
    assert [words in page for words in (f"your address now, {MARIA}", f"your new address, {NEW}")] == [
        True
    ] * 2
    done = browser.post(CODES, read_codes(MARIA, NEW), follow=True)
    assert "Your address is changed." in read_text(done)
    assert User.objects.get().email == NEW
    stored = EmailAddress.objects.values_list("user", "email", "verified", "primary")
    assert list(stored) == [(maria.user.pk, NEW, True, True)]


def test_both_boxes_are_filled_by_the_telephone(maria: Person) -> None:
    ask(maria.client, NEW)
    page = maria.client.get(CODES).content.decode()
    assert page.count('autocomplete="one-time-code"') == page.count('inputmode="numeric"') == 2


def test_the_letters_say_which_code_is_which_and_neither_names_the_other_address(maria: Person) -> None:
    ask(maria.client, NEW)
    letters = read_letters()
    old, new = letters[MARIA], letters[NEW]
    assert old.subject[6:] == " is your code to change your address"
    assert new.subject[6:] == " is the code for your new address"
    assert (old.kind, new.kind) == ("code", "code")
    assert [old.subject[:6] in body for body in (old.text, old.html)] == [True, True]
    assert NEW not in old.text + old.html
    assert MARIA not in new.text + new.html


def test_the_old_address_is_told_and_not_which_is_the_new_one(maria: Person) -> None:
    change(maria.client, MARIA, NEW)
    letter = OutboxEmail.objects.get()
    assert (letter.recipient, letter.subject, letter.kind) == (MARIA, "Your address was changed", "letter")
    for body in (letter.text, letter.html):
        assert [words in body for words in ("It was not you?", "/help/#contact", NEW)] == [True, True, False]


def test_a_code_is_no_letter_to_keep(maria: Person) -> None:
    ask(maria.client, NEW)
    assert set(OutboxEmail.objects.values_list("kind", flat=True)) == {"code"}


# What stays, and what ends ----------------------------------------------------------------------------


def test_place_texts_votes_letters_and_pin_stay(workshop: Workshop, maria: Person) -> None:
    idea, mine = make_idea(workshop), make_idea(workshop, maria.membership)
    cast_vote(actor=maria.membership, idea=idea, answer="up")
    set_pin(actor=maria.membership, pin="493817")
    Subscription.objects.create(workshop=workshop, user=maria.user, digest=True)
    before = (Membership.objects.values().get(), list(Vote.objects.values()))
    change(maria.client, MARIA, NEW)
    assert (Membership.objects.values().get(), list(Vote.objects.values())) == before
    assert wrote_item(actor=Membership.objects.get(), item=mine)
    assert Subscription.objects.wanting(Letter.DIGEST).get().__dict__["address"] == NEW


def test_other_browsers_are_signed_out_and_this_one_is_not(maria: Person) -> None:
    other = sign_in(maria.user)
    change(maria.client, MARIA, NEW)
    assert [is_signed_in(each) for each in (maria.client, other)] == [True, False]


def test_one_signs_in_with_the_new_address_though_no_workshop_admits_it(maria: Person) -> None:
    change(maria.client, MARIA, NEW)
    OutboxEmail.objects.all().delete()
    ask_for_code(Client(), NEW)
    assert OutboxEmail.objects.get().subject.endswith("is your sign-in code")


def test_the_page_of_the_member_is_as_before(maria: Person) -> None:
    change(maria.client, MARIA, NEW)
    assert "My membership" in read_text(maria.client.get("/workshops/community/"))
    assert maria.client.post("/workshops/community/mine/forgetting/", {"sure": "yes"}).status_code == 303


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


# Whom it does not concern -----------------------------------------------------------------------------


def test_the_page_does_not_tell_whether_an_address_has_an_account(maria: Person) -> None:
    make_user("known", domain="home.example")
    pages = {}
    for name in ("known", "nobody"):
        asked = ask(maria.client, f"{name}@home.example")
        refused = maria.client.post(CODES, {"old_code": "000000", "new_code": "000000"})
        text = read_text(refused).replace(f"{name}@home.example", "…")
        pages[name] = (asked.status_code, asked["Location"], refused.status_code, text)
    assert pages["known"] == pages["nobody"]


def test_an_address_that_has_an_account_is_told_so_and_gets_no_code(maria: Person) -> None:
    make_user("known", domain="home.example")
    ask(maria.client, "known@home.example")
    letters = read_letters()
    letter = letters["known@home.example"]
    assert letter.subject == "This address can’t take the place of another"
    assert MARIA not in letter.text + letter.html
    assert letters[MARIA].subject.endswith("is your code to change your address")
    for code in ("", "000000", letters[MARIA].subject[:6]):
        typed = {"old_code": letters[MARIA].subject[:6], "new_code": code}
        assert maria.client.post(CODES, typed).status_code == 422
    assert User.objects.filter(email=MARIA).exists()


def test_an_account_made_in_the_meantime_keeps_its_address(maria: Person) -> None:
    ask(maria.client, NEW)
    codes = read_codes(MARIA, NEW)
    make_user("maria", domain="home.example")
    answer = maria.client.post(CODES, codes)
    assert answer.status_code == 422
    assert find_errors(answer) == {
        "email": ["This address has an account of its own now. Enter another one."]
    }
    assert f'value="{NEW}"' in answer.content.decode()
    assert User.objects.filter(email__in=[MARIA, NEW]).count() == 2
    assert maria.client.get(CODES)["Location"] == PAGE


def test_who_cannot_open_the_old_mailbox_is_told_whom_to_ask(maria: Person) -> None:
    page = maria.client.get(PAGE)
    text = read_text(page)
    assert "You can’t open your old mailbox any more?" in text
    assert "you would count twice" in text
    assert 'href="/help/#contact"' in page.content.decode()
