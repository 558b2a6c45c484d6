"""The page that answers a form stands at an address of its own: for whom it opens there, and when it goes."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Person, make_idea
from tests.pages import Page, read_text
from workshops.models import PendingText, Workshop
from workshops.sign_in.answer_cookie import COOKIE, MOST_PAGES

pytestmark = pytest.mark.django_db
NEW = "/workshops/community/ideas/new/"
PRESSED = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin"}
TEXT = "Nobody came on Friday."
GONE = 302


def press(client: Client, address: str = NEW, **fields: str) -> Page:
    """Send a form as a browser does whose owner has pressed its button."""
    return client.post(address, fields, headers={**PRESSED, "Referer": f"http://testserver{address}"})


def find_answer(client: Client, address: str = NEW, **fields: str) -> str:
    """Send a form that is not right, and return the address of the page that says so."""
    answer = press(client, address, **fields)
    assert (answer.status_code, answer["Location"].partition("=")[0]) == (303, f"{address}?answer")
    return str(answer["Location"])


def test_the_page_that_names_a_mistake_can_be_loaded_again_with_its_status(participant: Person) -> None:
    address = find_answer(participant.client, body=TEXT)
    pages = [participant.client.get(address) for _load in range(2)]
    assert [(page.status_code, page.content) for page in pages] == [(422, pages[0].content)] * 2
    assert TEXT in read_text(pages[0])
    assert pages[0]["Cache-Control"] == "no-store"


def test_it_is_the_page_that_a_program_is_sent_at_once(participant: Person) -> None:
    answer = participant.client.post(NEW, {"body": TEXT})
    page = participant.client.get(find_answer(participant.client, body=TEXT))
    assert (answer.status_code, read_text(answer)) == (page.status_code, read_text(page))
    assert PendingText.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "cross-site"},
        {**PRESSED, "HX-Request": "true"},
    ],
)
def test_what_a_script_or_another_site_sends_is_not_kept(
    participant: Person, headers: dict[str, str]
) -> None:
    assert participant.client.post(NEW, {"body": TEXT}, headers=headers).status_code == 422
    assert PendingText.objects.count() == 0


def test_a_refusal_can_be_loaded_again_too(participant: Person) -> None:
    Workshop.objects.update(ideas_until=None, closes_at="2020-01-01T00:00Z", opens_at="2019-01-01T00:00Z")
    page = participant.client.get(find_answer(participant.client, body=TEXT))
    assert (page.status_code, TEXT in read_text(page)) == (409, True)


def test_it_opens_at_its_own_address_only(participant: Person) -> None:
    name = find_answer(participant.client, body=TEXT).partition("?")[2]
    answer = participant.client.get(f"/workshops/community/poll/?{name}&page=2")
    assert (answer.status_code, answer["Location"]) == (GONE, "/workshops/community/poll/?page=2")


@pytest.mark.parametrize("name", ["", "x", "0" * 400])
def test_a_name_of_nothing_leads_to_the_form(participant: Person, name: str) -> None:
    answer = participant.client.get(NEW, {"answer": name})
    assert (answer.status_code, answer["Location"]) == (GONE, NEW)


def test_nobody_else_opens_it(participant: Person, colleague: Person) -> None:
    address = find_answer(participant.client, body=TEXT)
    colleague.client.cookies[COOKIE] = participant.client.cookies[COOKIE].value
    for stranger in (colleague.client, Client()):
        assert stranger.get(address).status_code == GONE


def test_it_goes_when_its_form_is_sent(participant: Person) -> None:
    client = participant.client
    address = find_answer(client, body=TEXT)
    press(client, theme="other", intent="new", title="One diary", body=TEXT, step="send")
    assert (client.get(address).status_code, PendingText.objects.count()) == (GONE, 0)


def test_it_goes_when_one_signs_out(participant: Person) -> None:
    address = find_answer(participant.client, body=TEXT)
    press(participant.client, "/accounts/logout/")
    assert PendingText.objects.count() == 0
    assert participant.client.get(address).status_code == GONE


def test_it_goes_when_one_leaves_quickly(workshop: Workshop) -> None:
    visitor = Client()
    find_answer(visitor, "/accounts/", email="no address")
    visitor.get(reverse("leave"))
    assert PendingText.objects.count() == 0


def test_what_a_visitor_was_told_goes_when_somebody_signs_in(workshop: Workshop, participant: Person) -> None:
    visitor = Client()
    address = find_answer(visitor, "/accounts/", email="no address")
    visitor.force_login(participant.user)
    press(visitor, "/accounts/logout/")
    assert visitor.get(address).status_code == GONE


def test_a_browser_has_only_so_many(participant: Person) -> None:
    addresses = [find_answer(participant.client, body=f"{TEXT} {number}") for number in range(MOST_PAGES + 2)]
    statuses = [participant.client.get(address).status_code for address in addresses]
    assert statuses == [GONE, GONE, *[422] * MOST_PAGES]
    assert PendingText.objects.count() == MOST_PAGES


def test_where_no_more_can_be_kept_the_page_comes_at_once(
    participant: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshops.sign_in.pending.MOST_BYTES", 0)
    answer = press(participant.client, body=TEXT)
    assert (answer.status_code, TEXT in read_text(answer)) == (422, True)


def test_what_is_said_of_a_comment_stands_at_the_idea(workshop: Workshop, participant: Person) -> None:
    address = make_idea(workshop).get_absolute_url()
    source = {**PRESSED, "Referer": f"http://testserver{address}"}
    answer = participant.client.post(f"{address}comments/", {"body": ""}, headers=source)
    assert answer["Location"].startswith(f"{address}?answer=")
    assert participant.client.get(answer["Location"]).status_code == 422
