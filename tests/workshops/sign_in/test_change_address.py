"""Changing one's address: codes to both, one voice, and nothing said to those whom it does not concern."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from ideas.domain.authors import wrote_item
from tests.cast import Person, make_idea, make_user, sign_in
from tests.pages import read_text
from tests.workshops.sign_in.changing_address import (
    CODES,
    NEW,
    PAGE,
    ask,
    change,
    find_errors,
    read_codes,
    read_letters,
)
from tests.workshops.sign_in.signing_in import MARIA, ask_for_code, is_signed_in
from voting.ballots.casting import cast_vote
from voting.models import Vote
from workshops.domain.pins import set_pin
from workshops.models import Membership, OutboxEmail, Subscription, User, Workshop
from workshops.models.subscriptions import Letter

pytestmark = pytest.mark.django_db
JOIN = "/workshops/community/membership/"


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
