"""An organisation signs up: sent in, confirmed by e-mail, shown, changed, taken back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pledges.domain.links import LinkFor, check_link, sign_link
from pledges.domain.pledges import delete_unconfirmed
from pledges.models import Pledge, PledgeContact
from tests.cast import make_workshop
from tests.pages import read_text
from tests.pledges.signed import SIGNER, fill_in, find_token, make_declared, make_pledge
from workshops.models import OutboxEmail, Workshop
from workshops.phases import Phase

pytestmark = pytest.mark.django_db
HOME = "/workshops/signed/pledges/"


@pytest.fixture
def declared() -> Workshop:
    """Return a published workshop with a final edition."""
    return make_declared()


def find_link() -> str:
    """Return the address in the one letter that waits, without the name of the site."""
    found = re.search(r"https?://[^/\s]+(/\S+)", OutboxEmail.objects.get().text)
    assert found is not None
    return found[1]


def test_an_organisation_signs_and_is_public_once_its_contact_confirms(
    declared: Workshop, visitor: Client
) -> None:
    answer = visitor.post(f"{HOME}new/", fill_in())
    assert (answer.status_code, answer["Location"]) == (303, f"{HOME}sent/")
    assert "Hollow Lane" not in read_text(visitor.get(HOME))
    link = find_link()
    assert "Hollow Lane" in read_text(visitor.get(link))
    pledge = Pledge.objects.get()
    assert pledge.confirmed_on is None  # looking confirms nothing
    assert visitor.post(link)["Location"] == f"{HOME}{pledge.ref}/"
    text = read_text(visitor.get(f"{HOME}{pledge.ref}/"))
    for shown in ("Hollow Lane Hospice", "Nine in ten.", "Bo Chen, Nurse, from an address at hollow.example"):
        assert shown in text
    assert "bo@hollow.example" not in visitor.get(HOME).content.decode()
    assert visitor.post(link).status_code == 404  # good once


def test_the_letter_says_nothing_that_somebody_typed(declared: Workshop, visitor: Client) -> None:
    visitor.post(f"{HOME}new/", fill_in(organisation="Buy pills", sentence="Cheap", name="Spam", job="Spam"))
    letter = OutboxEmail.objects.get()
    assert (letter.recipient, letter.kind) == ("bo@hollow.example", "letter")
    assert not re.search("pills|Cheap|Spam", letter.subject + letter.text)


def test_sent_twice_it_is_one(declared: Workshop, visitor: Client) -> None:
    visitor.post(f"{HOME}new/", fill_in())
    visitor.post(f"{HOME}new/", fill_in(sentence="Better said."))
    assert (Pledge.objects.get().sentence, OutboxEmail.objects.count()) == ("Better said.", 1)


def test_an_organisation_signs_once_however_it_spells_itself(declared: Workshop, visitor: Client) -> None:
    make_pledge(declared)
    assert visitor.post(f"{HOME}new/", fill_in(organisation="riverside  TRUST")).status_code == 409
    late = make_pledge(declared, "Riverside Trust", is_confirmed=False)
    token = find_token(late, LinkFor.CONFIRMING)
    assert visitor.post(f"{HOME}confirmation/{token}/").status_code == 409


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"baseline_1": "", "target_1": ""}, "baseline_1"),
        ({"target_1": ""}, "target_1"),
        ({"baseline_2": "", "target_2": "More."}, "baseline_2"),
        ({"due_on": "2020-01-01"}, "due_on"),
        ({"due_on": "2999-01-01"}, "due_on"),
        ({"email": "nobody"}, "email"),
        ({"agrees": ""}, "agrees"),
        ({"sentence": "\u200b"}, "sentence"),
    ],
)
def test_what_is_missing_is_said_beside_its_box(
    declared: Workshop, visitor: Client, said: dict[str, str], wrong: str
) -> None:
    answer = visitor.post(f"{HOME}new/", fill_in(**said))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [wrong])
    assert not OutboxEmail.objects.exists()


def test_the_contact_changes_it_by_a_link_that_goes_to_their_address_alone(
    declared: Workshop, visitor: Client
) -> None:
    pledge = make_pledge(declared)
    answers = [
        visitor.post(f"{HOME}{pledge.ref}/link/", {"email": address}, follow=True)
        for address in ("else@riverside.example", f"{SIGNER.upper()} ")
    ]
    assert read_text(answers[0]) == read_text(answers[1])
    link = find_link()
    assert OutboxEmail.objects.get().recipient == SIGNER
    assert 'value="Ada Byron"' in visitor.get(link).content.decode()
    assert visitor.post(link, fill_in(organisation="Another", sentence="Changed.")).status_code == 303
    pledge.refresh_from_db()
    assert (pledge.organisation, pledge.sentence) == ("Riverside Trust", "Changed.")
    assert pledge.contact.email == SIGNER
    assert visitor.get(link).status_code == 404  # one change


def test_a_day_that_has_passed_may_stay_and_no_new_one_may_be_past(
    declared: Workshop, visitor: Client
) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    pledge = make_pledge(declared, due_on=yesterday)
    address = f"{HOME}change/{find_token(pledge, LinkFor.CHANGING)}/"
    older = str(yesterday - timedelta(days=1))
    assert visitor.post(address, fill_in(due_on=older)).status_code == 422
    assert visitor.post(address, fill_in(due_on=str(yesterday))).status_code == 303


def test_taken_back_it_is_gone_with_its_contact(declared: Workshop, visitor: Client) -> None:
    pledge = make_pledge(declared)
    address = f"{HOME}change/{find_token(pledge, LinkFor.CHANGING)}/"
    assert visitor.post(address, {"take_back": "yes"}).status_code == 303
    assert (Pledge.objects.count(), PledgeContact.objects.count()) == (0, 0)


def test_what_nobody_confirms_is_deleted_after_a_fortnight(declared: Workshop) -> None:
    today = timezone.localdate()
    for days in (14, 15):
        make_pledge(declared, f"Trust {days}", is_confirmed=False, sent_on=today - timedelta(days=days))
    make_pledge(declared, "Old and confirmed", sent_on=today - timedelta(days=99))
    assert delete_unconfirmed() == 1
    assert set(Pledge.objects.values_list("organisation", flat=True)) == {"Trust 14", "Old and confirmed"}


def test_what_is_late_shows_unless_the_front_line_says_it_is_reached(
    declared: Workshop, visitor: Client
) -> None:
    today = timezone.localdate()
    late = make_pledge(declared, due_on=today - timedelta(days=1))
    page = f"{HOME}{late.ref}/"
    assert "Overdue" in read_text(visitor.get(page))
    Pledge.objects.update(judged="changed", judged_on=today)
    text = read_text(visitor.get(page))
    assert "Overdue" in text
    assert "Front line: changed something" in text
    Pledge.objects.update(judged="reached")
    assert "Overdue" not in read_text(visitor.get(page))


def test_the_list_asks_as_much_for_twenty_as_for_one(
    declared: Workshop, visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_pledge(declared)
    visitor.get(HOME)
    with django_assert_num_queries(4):
        visitor.get(HOME)
    for number in range(19):
        make_pledge(declared, f"Trust {number}")
    with django_assert_num_queries(4):
        assert len(visitor.get(HOME).context["rows"]) == 20


def test_there_is_nothing_before_the_declaration_is_out(visitor: Client) -> None:
    make_workshop(Phase.CLOSED, slug="signed")
    answer = visitor.get(HOME)
    assert (answer.status_code, "once the Declaration" in read_text(answer)) == (409, True)


def test_the_declaration_leads_to_who_signed_it(declared: Workshop, visitor: Client) -> None:
    page = "/workshops/signed/declaration/"
    assert "Sign up to it as an organisation" in read_text(visitor.get(page))
    make_pledge(declared)
    make_pledge(declared, "Not yet", is_confirmed=False)
    assert "1 organisation has signed up to it" in read_text(visitor.get(page))


def test_letters_to_one_address_are_few(declared: Workshop, visitor: Client) -> None:
    statuses = [visitor.post(f"{HOME}new/", fill_in(organisation=f"Trust {n}")).status_code for n in range(4)]
    assert statuses == [303, 303, 303, 429]


def test_a_link_is_good_for_its_days_and_its_purpose_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made_on = timezone.localdate()
    token = sign_link(LinkFor.CONFIRMING, "abc", "key")
    for wrong in (token[:-1] + "_", token.replace("abc", "abd"), f"abc-{'9' * 7}-x", "abc-²-x", "", "-" * 9):
        with pytest.raises(Http404):
            check_link(LinkFor.CONFIRMING, wrong, "key")
    with pytest.raises(Http404):
        check_link(LinkFor.CHANGING, token, "key")
    monkeypatch.setattr(timezone, "localdate", lambda: made_on + timedelta(days=14))
    check_link(LinkFor.CONFIRMING, token, "key")
    monkeypatch.setattr(timezone, "localdate", lambda: made_on + timedelta(days=15))
    with pytest.raises(Http404):
        check_link(LinkFor.CONFIRMING, token, "key")
