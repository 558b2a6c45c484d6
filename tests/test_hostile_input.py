"""Whatever is sent to a form, the answer is a page in plain words, and never a fault of ours."""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.cast import Person
from tests.hostile import BROKEN, FORMS, ODD, fill, find_places
from tests.pages import Page
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
ADDRESSES = sorted(FORMS)
# Stored or refused, each in its own way: what matters is that somebody decided it.
DECIDED = {200, 204, 302, 303, 400, 403, 404, 409, 413, 422, 429}
# Where one press ends letters, what else is sent is never read.
REFUSAL = {"/workshops/community/letters/<token>/": 303}


@pytest.fixture
def places(workshop: Workshop, participant: Person) -> dict[str, str]:
    """Return what stands in the place of the names in FORMS."""
    return find_places(workshop, participant)


@pytest.fixture
def browser(participant: Person, request: pytest.FixtureRequest) -> Client:
    """Return a browser that reports what a server would: a fault is an answer of 500, not an exception."""
    client = participant.client
    client.raise_request_exception = False
    return client


def visitor_at_the_code(browser: Client, address: str) -> Client:
    """Return who sends this form: a visitor signs in, and a participant does all the rest."""
    if address.endswith("/email/codes/"):
        browser.post("/accounts/email/", {"email": "somebody@home.example"})
    if address not in {"/accounts/", "/accounts/code/"}:
        return browser
    visitor = Client(raise_request_exception=False)
    if address.endswith("/code/"):
        visitor.post("/accounts/", {"email": "somebody@trust.example"})
    return visitor


def as_a_server_does(client: Client) -> Client:
    """Return the browser at a site that asks for tokens: it reads what was sent before any page does."""
    client.get("/workshops/community/ideas/new/")
    client.handler.enforce_csrf_checks = True
    return client


def each_value(address: str, values: dict[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what to send: the usual form with each value in all its fields, and in one of them by turns."""
    names = list(FORMS[address])
    for place, (kind, value) in enumerate(values.items()):
        name = names[place % len(names)]
        yield f"everywhere: {kind}", dict.fromkeys(names, value)
        yield f"{name}: {kind}", {**FORMS[address], name: value}


def test_every_form_is_there(browser: Client, places: dict[str, str]) -> None:
    statuses = {
        address: visitor_at_the_code(browser, address).post(fill(address, places), FORMS[address]).status_code
        for address in ADDRESSES
    }
    expected = {
        "/accounts/code/": 422,
        "/accounts/email/codes/": 422,
        "/workshops/community/ideas/similar/": 200,
    }
    assert statuses == {address: expected.get(address, 303) for address in ADDRESSES}


@pytest.mark.parametrize("address", ADDRESSES)
def test_odd_characters_are_no_fault(browser: Client, places: dict[str, str], address: str) -> None:
    sender, place = visitor_at_the_code(browser, address), fill(address, places)
    statuses = {what: sender.post(place, sent).status_code for what, sent in each_value(address, ODD)}
    assert {what: status for what, status in statuses.items() if status not in DECIDED} == {}


@pytest.mark.parametrize("address", ADDRESSES)
def test_bytes_that_are_no_text_are_no_fault(browser: Client, places: dict[str, str], address: str) -> None:
    sender, place = visitor_at_the_code(browser, address), fill(address, places)
    statuses = {}
    for what, sent in each_value(address, {kind: f"<{kind}>" for kind in BROKEN}):
        body = urlencode(sent)
        for kind, raw in BROKEN.items():
            body = body.replace(quote(f"<{kind}>").replace("%20", "+"), raw)
        statuses[what] = sender.post(place, body, content_type=FORM).status_code
    assert {what: status for what, status in statuses.items() if status not in DECIDED} == {}


@pytest.mark.parametrize("address", ADDRESSES)
def test_odd_names_of_fields_and_questions_are_no_fault(
    browser: Client, places: dict[str, str], address: str
) -> None:
    sender, place = visitor_at_the_code(browser, address), fill(address, places)
    question = "&".join(f"{name}={quote(ODD['nul'])}" for name in ("next", "code", "comment", "page", "back"))
    names = {**FORMS[address], **{value: value for value in ODD.values()}}
    statuses = [
        sender.post(f"{place}?{question}", names).status_code,
        sender.get(f"{place}?{question}").status_code,
    ]
    assert [status for status in statuses if status not in DECIDED | {405}] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_field_of_ten_million_letters_is_refused(
    browser: Client, places: dict[str, str], address: str
) -> None:
    sender, name = as_a_server_does(visitor_at_the_code(browser, address)), next(iter(FORMS[address]))
    sent = {**FORMS[address], name: "a" * 10_000_000}
    answers = [
        sender.post(fill(address, places), urlencode(sent), content_type=FORM),
        sender.post(fill(address, places), sent),
    ]
    assert [answer.status_code for answer in answers] == [REFUSAL.get(address, 413)] * 2


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_thousand_and_one_fields_are_refused(browser: Client, places: dict[str, str], address: str) -> None:
    sender = as_a_server_does(visitor_at_the_code(browser, address))
    sent = {**FORMS[address], **{f"more{number}": "" for number in range(1_001)}}
    answer = sender.post(fill(address, places), urlencode(sent), content_type=FORM)
    assert answer.status_code == REFUSAL.get(address, 413)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_field_that_comes_twice_counts_once(browser: Client, places: dict[str, str], address: str) -> None:
    sender = visitor_at_the_code(browser, address)
    twice = [(name, value) for name, usual in FORMS[address].items() for value in ("\u202e", usual)]
    once = sender.post(fill(address, places), urlencode(twice), content_type=FORM)
    expected = {
        "/accounts/code/": 422,
        "/accounts/email/codes/": 422,
        "/workshops/community/ideas/similar/": 200,
        "/workshops/community/letters/<token>/": 200,
    }
    assert once.status_code == expected.get(address, 303)


BODIES = [
    ("application/json", b"[" * 100_000),
    ("application/json", b'{"value": "up"}'),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="value"\r\n'),
    ("multipart/form-data; boundary=\xff", b"--"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"\xff\xfe\x00"),
    ("application/x-www-form-urlencoded; charset=nonsense", b"value=up"),
    ("text/plain", b"\x00" * 1_000),
    ("", b""),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_body_of_another_kind_is_no_fault(browser: Client, places: dict[str, str], address: str) -> None:
    sender, place = visitor_at_the_code(browser, address), fill(address, places)
    answers = [sender.generic("POST", place, body, content_type=kind) for kind, body in BODIES]
    assert [answer.status_code for answer in answers if answer.status_code not in DECIDED | {415}] == []


def test_the_refusal_is_a_page_that_repeats_nothing(browser: Client, workshop: Workshop) -> None:
    sent = urlencode({"title": "a" * 300_000})
    answer: Page = browser.post("/workshops/community/ideas/new/", sent, content_type=FORM)
    assert (answer.status_code, answer.content.count(b"aaaa")) == (413, 0)
    assert answer.content.count(b"</html>") == 1


def test_the_limits_are_those_of_the_settings(settings: LazySettings) -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < 10_000_000
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS < 1_001
