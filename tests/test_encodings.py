"""A request that says it is in another encoding is refused with a page, wherever and whatever it asks."""

from typing import Any

import pytest
from django.test import Client

from tests.cast import Person
from tests.hostile import FORMS, fill, find_places
from tests.passing_on import pass_on
from workshops.models import Workshop

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
PAGE = (400, 1)
ADDRESSES = ["/?next=/x/", "/accounts/?next=%41", "/nowhere/?a=b", "/static/x.css?a=b", "/admin/?q=%00"]
NO_UTF8 = [
    *("hex", "base64", "rot13", "zip", "bz2", "uu", "quopri", "unicode_escape", "raw_unicode_escape", ""),
    *("idna", "punycode", "undefined", "utf-16", "utf-32", "utf-7", "latin-1", "cp037", "none", "x" * 9_000),
]
UTF8 = ["utf-8", "UTF-8", "utf8", "us-ascii", '"utf-8"']


def ask(address: str, content_type: str, client: Client | None = None, **more: Any) -> tuple[int, int]:
    """Return the status and the number of pages of an answer."""
    answer = pass_on(address, client, CONTENT_TYPE=content_type, **more)
    return answer.status, answer.content.decode().count("<h1>We could not understand that</h1>")


def test_a_query_in_another_encoding_is_a_bad_request() -> None:
    kinds = [f"text/plain; charset={name}" for name in NO_UTF8] + [f"{FORM}; charset*=hex''he%78"]
    answers = {(address, kind): ask(address, kind) for address in ADDRESSES for kind in kinds}
    assert {asked: answer for asked, answer in answers.items() if answer != PAGE} == {}


def test_every_form_in_another_encoding_is_a_bad_request(workshop: Workshop, participant: Person) -> None:
    places = find_places(workshop, participant)
    kinds = [
        f"{kind}; charset={charset}"
        for kind in (FORM, "multipart/form-data; boundary=x")
        for charset in ("hex", "utf-16", "utf-7")
    ]
    client, sent = participant.client, {"body": b"a=1", "REQUEST_METHOD": "POST"}
    answers = {
        (form, kind): ask(fill(form, places), kind, client, **sent) for form in FORMS for kind in kinds
    }
    assert {asked: answer for asked, answer in answers.items() if answer != PAGE} == {}


def test_a_field_whose_name_is_in_another_encoding_is_no_fault() -> None:
    for name in ("name*=hex''%41", "name*=none''%41", "name=a; filename*=rot13''%41"):
        body = f"--x\r\nContent-Disposition: form-data; {name}\r\n\r\nb\r\n--x--\r\n".encode()
        status, _pages = ask(
            "/accounts/", "multipart/form-data; boundary=x", body=body, REQUEST_METHOD="POST"
        )
        assert status == 403  # it has no token


def test_what_is_in_our_own_encoding_is_read() -> None:
    answers = [ask("/accounts/?next=%2Fx%2F", f"text/plain; charset={charset}") for charset in UTF8]
    assert answers == [(200, 0)] * len(UTF8)
