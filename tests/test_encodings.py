"""A request that says it is in another encoding is refused with a page, wherever and whatever it asks."""

from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.handlers.wsgi import WSGIHandler

from ideas_platform.encodings import guard_encoding
from tests.cast import Person
from tests.hostile import FORMS, fill, find_places
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


def ask(address: str, content_type: str, body: bytes = b"", **more: str) -> tuple[int, int]:
    """Return the status and the number of pages of an answer to a request as a server passes it on."""
    environ: dict[str, Any] = {"CONTENT_TYPE": content_type, "CONTENT_LENGTH": str(len(body))}
    setup_testing_defaults(environ)
    path, _mark, query = address.partition("?")
    environ |= {"PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO(body), **more}
    environ["HTTP_HOST"] = "localhost"
    status: list[str] = []
    answer = guard_encoding(WSGIHandler())(environ, lambda line, _headers: status.append(line))
    page = b"".join(answer).decode()
    answer.close()  # type: ignore[attr-defined]
    return int(status[0].split()[0]), page.count("<h1>We could not understand that</h1>")


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
    more = {"REQUEST_METHOD": "POST"}
    more["HTTP_COOKIE"] = "; ".join(f"{name}={one.value}" for name, one in participant.client.cookies.items())
    answers = {
        (form, kind): ask(fill(form, places), kind, b"a=1", **more) for form in FORMS for kind in kinds
    }
    assert {asked: answer for asked, answer in answers.items() if answer != PAGE} == {}


def test_a_field_whose_name_is_in_another_encoding_is_no_fault() -> None:
    for name in ("name*=hex''%41", "name*=none''%41", "name=a; filename*=rot13''%41"):
        body = f"--x\r\nContent-Disposition: form-data; {name}\r\n\r\nb\r\n--x--\r\n".encode()
        status, _pages = ask("/accounts/", "multipart/form-data; boundary=x", body, REQUEST_METHOD="POST")
        assert status == 403  # it has no token


def test_what_is_in_our_own_encoding_is_read() -> None:
    answers = [ask("/accounts/?next=%2Fx%2F", f"text/plain; charset={charset}") for charset in UTF8]
    assert answers == [(200, 0)] * len(UTF8)
