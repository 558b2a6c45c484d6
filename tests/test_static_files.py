"""Style sheets, scripts and pictures: found, compressed, kept, and never more than that."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from tests.pages import Page

pytestmark = pytest.mark.django_db
KINDS = [
    ("build/app.css", 'text/css; charset="utf-8"'),
    ("build/app.js", 'text/javascript; charset="utf-8"'),
    ("build/admin.css", 'text/css; charset="utf-8"'),
    ("build/declaration.css", 'text/css; charset="utf-8"'),
    ("build/people.css", 'text/css; charset="utf-8"'),
    ("build/signed.css", 'text/css; charset="utf-8"'),
    ("images/logo.svg", "image/svg+xml"),
]
NOT_THERE = [
    "",
    "build/",
    "../manage.py",
    "..%2fmanage.py",
    "%2e%2e/manage.py",
    "build/none.css",
    "/etc/passwd",
]


@pytest.fixture
def browser(settings: LazySettings) -> Client:
    """Return a visitor's browser of a site that serves its own files."""
    settings.WHITENOISE_USE_FINDERS = True
    return Client()


@pytest.fixture
def answers() -> Iterator[list[HttpResponse]]:
    """Return a list; the answers that are put into it are closed at the end."""
    kept: list[HttpResponse] = []
    yield kept
    for answer in kept:
        answer.close()


def read(answer: Page) -> bytes:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    answer.close()
    return bytes(body)


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_a_file_says_what_it_is_and_nothing_may_guess_otherwise(
    browser: Client, settings: LazySettings, name: str, kind: str
) -> None:
    answer = browser.get(f"/static/{name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, kind)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert read(answer) == (Path(settings.BASE_DIR) / "static" / name).read_bytes()


@pytest.mark.parametrize("name", [name for name, _kind in KINDS])
def test_a_file_may_be_kept_by_everybody_and_sets_no_cookie(browser: Client, name: str) -> None:
    answer = browser.get(f"/static/{name}")
    answer.close()
    assert answer["Cache-Control"] == "max-age=60, public"
    assert dict(answer.cookies) == {}


def test_a_browser_that_can_unpack_gets_the_packed_file(browser: Client, settings: LazySettings) -> None:
    answer = browser.get("/static/build/app.css", headers={"Accept-Encoding": "gzip"})
    assert (answer["Content-Encoding"], answer["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(read(answer)) == (Path(settings.BASE_DIR) / "static/build/app.css").read_bytes()


def test_a_browser_that_has_the_file_is_told_so(browser: Client) -> None:
    first = browser.get("/static/build/app.js")
    first.close()
    second = browser.get("/static/build/app.js", headers={"If-Modified-Since": first["Last-Modified"]})
    assert (second.status_code, read(second)) == (304, b"")


@pytest.mark.parametrize("name", NOT_THERE)
def test_nothing_but_the_files_themselves_is_there(
    browser: Client, answers: list[HttpResponse], name: str
) -> None:
    answer = browser.get(f"/static/{name}")
    answers.append(answer)  # type: ignore[arg-type]
    assert answer.status_code == 404


def test_files_are_only_read(browser: Client) -> None:
    assert browser.post("/static/build/app.css", {"a": "b"}).status_code == 405
