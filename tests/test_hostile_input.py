"""Whatever is sent to a form, the answer is a page in plain words, and never a fault of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlencode

import pytest
from django.conf import LazySettings
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.anew import Site, make_site
from tests.cast import Person
from tests.hostile import BROKEN, FORMS, ODD
from tests.pages import Page

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
ADDRESSES = sorted(FORMS)
# Stored or refused, each in its own way: what matters is that somebody decided it.
DECIDED = {200, 204, 302, 303, 400, 403, 404, 409, 413, 422, 429}
# What a form answers to who means well; all others lead on to a page.
ANSWERS = {
    "/accounts/code/": 422,
    "/accounts/email/codes/": 422,
    "/workshops/community/exports/": 404,
    "/workshops/community/ideas/similar/": 200,
    "/workshops/community/letters/<token>/": 200,
    "/workshops/community/slip/": 422,
    "/workshops/community/slip/sign-in/": 422,
}
# Where several may be chosen each that comes counts, and one that is no choice is refused.
SEVERAL = {
    "/workshops/<signed>/case-studies/new/": 422,
    "/workshops/<signed>/case-studies/change/<study_to_change>/": 422,
}
# Where one press ends letters, what else is sent is never read.
REFUSAL = {"/workshops/community/letters/<token>/": 303}


@pytest.fixture
def site(db: None, unwatched_templates: None) -> Site:
    """Return a site with all that a form may be sent to."""
    return make_site()


@contextmanager
def sending(site: Site, address: str) -> Iterator[tuple[Client, str]]:
    """Yield who sends this form, and where to; what is sent is undone when the block ends.

    The browser reports what a server would: a fault is an answer of 500, not an exception.
    """
    with site.visited_anew() as participant:
        participant.client.raise_request_exception = False
        yield visitor_at_the_code(participant.client, address), site.fill(address)


def list_undecided(statuses: dict[str, int]) -> dict[str, int]:
    """Return those of these statuses that nobody has decided on."""
    return {what: status for what, status in statuses.items() if status not in DECIDED}


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
    """Yield what to send: the usual form with each value in one of its fields, by turns."""
    names = list(FORMS[address])
    for place, (kind, value) in enumerate(values.items()):
        name = names[place % len(names)]
        yield f"{name}: {kind}", {**FORMS[address], name: value}


def test_every_form_is_there(site: Site) -> None:
    statuses = {}
    for address in ADDRESSES:
        with sending(site, address) as (sender, place):
            statuses[address] = sender.post(place, FORMS[address]).status_code
    assert statuses == {address: ANSWERS.get(address, 303) for address in ADDRESSES}


def test_odd_characters_in_one_field_are_no_fault(site: Site) -> None:
    """In all fields at once: `tests/test_form_answers.py`."""
    statuses = {}
    for address in ADDRESSES:
        with sending(site, address) as (sender, place):
            for what, sent in each_value(address, ODD):
                statuses[f"{address} {what}"] = sender.post(place, sent).status_code
    assert list_undecided(statuses) == {}


def write_broken(sent: dict[str, str]) -> str:
    """Return what a form would send, with bytes that are no text in the place of their names."""
    body = urlencode(sent)
    for kind, raw in BROKEN.items():
        body = body.replace(quote(f"<{kind}>").replace("%20", "+"), raw)
    return body


def test_bytes_that_are_no_text_are_no_fault(site: Site) -> None:
    statuses = {}
    for address in ADDRESSES:
        with sending(site, address) as (sender, place):
            marks = {kind: f"<{kind}>" for kind in BROKEN}
            everywhere = {kind: dict.fromkeys(FORMS[address], mark) for kind, mark in marks.items()}
            for what, sent in [*everywhere.items(), *each_value(address, marks)]:
                answer = sender.post(place, write_broken(sent), content_type=FORM)
                statuses[f"{address} {what}"] = answer.status_code
    assert list_undecided(statuses) == {}


def test_odd_names_of_fields_and_questions_are_no_fault(site: Site) -> None:
    question = "&".join(f"{name}={quote(ODD['nul'])}" for name in ("next", "code", "comment", "page", "back"))
    statuses = {}
    for address in ADDRESSES:
        with sending(site, address) as (sender, place):
            names = {**FORMS[address], **{value: value for value in ODD.values()}}
            statuses[f"POST {address}"] = sender.post(f"{place}?{question}", names).status_code
            statuses[f"GET {address}"] = sender.get(f"{place}?{question}").status_code
    assert {what: status for what, status in list_undecided(statuses).items() if status != 405} == {}


def write_huge(fields: dict[str, str]) -> list[tuple[bytes, str]]:
    """Return a form as a browser sends it, in both ways, each with its kind: its first field is huge."""
    sent = {**fields, next(iter(fields)): "HUGE"}
    plain = [(urlencode(sent).encode(), FORM), (encode_multipart(BOUNDARY, sent), MULTIPART_CONTENT)]
    return [(content.replace(b"HUGE", b"a" * 10_000_000), kind) for content, kind in plain]


def test_a_field_of_ten_million_letters_is_refused(site: Site) -> None:
    statuses = {}
    for address in ADDRESSES:
        with sending(site, address) as (visitor, place):
            sender = as_a_server_does(visitor)
            statuses[address] = [
                sender.generic("POST", place, content, content_type=kind).status_code
                for content, kind in write_huge(FORMS[address])
            ]
    assert statuses == {address: [REFUSAL.get(address, 413)] * 2 for address in ADDRESSES}


def test_a_thousand_and_one_fields_are_refused(site: Site) -> None:
    statuses = {}
    for address in ADDRESSES:
        with sending(site, address) as (sender, place):
            sent = {**FORMS[address], **{f"more{number}": "" for number in range(1_001)}}
            answer = as_a_server_does(sender).post(place, urlencode(sent), content_type=FORM)
            statuses[address] = answer.status_code
    assert statuses == {address: REFUSAL.get(address, 413) for address in ADDRESSES}


def test_a_field_that_comes_twice_counts_once(site: Site) -> None:
    statuses = {}
    for address in ADDRESSES:
        with sending(site, address) as (sender, place):
            twice = [(name, value) for name, usual in FORMS[address].items() for value in ("\u202e", usual)]
            statuses[address] = sender.post(place, urlencode(twice), content_type=FORM).status_code
    assert statuses == {address: (ANSWERS | SEVERAL).get(address, 303) for address in ADDRESSES}


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


def test_a_body_of_another_kind_is_no_fault(site: Site) -> None:
    statuses = {}
    for address in ADDRESSES:
        with sending(site, address) as (sender, place):
            for kind, body in BODIES:
                answer = sender.generic("POST", place, body, content_type=kind)
                statuses[f"{address} {kind} {body[:20]!r}"] = answer.status_code
    assert {what: status for what, status in list_undecided(statuses).items() if status != 415} == {}


def test_the_refusal_is_a_page_that_repeats_nothing(participant: Person) -> None:
    sent = urlencode({"title": "a" * 300_000})
    answer: Page = participant.client.post("/workshops/community/ideas/new/", sent, content_type=FORM)
    assert (answer.status_code, answer.content.count(b"aaaa")) == (413, 0)
    assert answer.content.count(b"</html>") == 1


def test_the_limits_are_those_of_the_settings(settings: LazySettings) -> None:
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < 10_000_000
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS < 1_001
