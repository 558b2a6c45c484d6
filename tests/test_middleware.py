"""Headers on every answer, and refusals as pages in plain words."""

import pytest
from django.conf import LazySettings
from django.db import OperationalError
from django.http import HttpResponse
from django.http.response import ResponseHeaders
from django.test import Client, RequestFactory

from ideas_platform.lib.refusals import (
    JoinFirst,
    KeyAway,
    Refusal,
    TooMany,
    Unprocessable,
    WrongPhase,
)
from ideas_platform.middleware import SHORT, CompressPages, RefusalMiddleware
from tests.cast import Person, make_idea
from workshops.models import Workshop
from workshops.views.errors import answer_server_error

pytestmark = pytest.mark.django_db
ANSWERS = [
    "/", "/healthz", "/nowhere/", "/workshops/community/ideas/", "/static/nothing.css", "/accounts/",
    "/leave/", "/admin/", "/brand.css",
]  # fmt: skip


def check_strictness(headers: ResponseHeaders) -> None:
    """Fail where an answer lacks a header that each must have."""
    policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {value for name, value in policy.items()} <= {"'none'", "'self'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Permissions-Policy"].startswith("camera=()")


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_is_strict(visitor: Client, workshop: Workshop, address: str) -> None:
    check_strictness(visitor.get(address).headers)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_file_is_as_strict_as_a_page(settings: LazySettings, method: str) -> None:
    settings.WHITENOISE_USE_FINDERS = True
    answer = getattr(Client(), method)("/static/images/logo.svg")
    assert answer.status_code == {"get": 200, "post": 405}[method]
    check_strictness(answer.headers)
    answer.close()


def test_the_way_to_https_is_strict(settings: LazySettings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/privacy/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://testserver/privacy/")
    check_strictness(answer.headers)


def test_what_cannot_be_read_is_refused_as_strictly(visitor: Client) -> None:
    refused = [
        visitor.get("/", headers={"host": "elsewhere.example"}),
        visitor.post("/accounts/", "x", content_type="multipart/form-data"),
        visitor.post("/accounts/", "email=x", content_type="text/plain; charset=utf-16"),
    ]
    assert [answer.status_code for answer in refused] == [400] * 3
    for answer in refused:
        check_strictness(answer.headers)


def test_pages_are_kept_in_no_cache(participant: Person) -> None:
    assert participant.client.get("/workshops/community/ideas/").headers["Cache-Control"] == "no-store"


def test_cookies_are_out_of_reach_of_scripts(visitor: Client) -> None:
    visitor.get("/accounts/")
    for cookie in visitor.cookies.values():
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize(
    ("refusal", "status"),
    [(WrongPhase(), 409), (TooMany(), 429), (KeyAway(), 503), (Unprocessable(), 422), (Refusal(), 400)],
)
def test_a_refusal_becomes_a_page_with_its_words(refusal: Refusal, status: int) -> None:
    request = RequestFactory().get("/")
    answer = RefusalMiddleware(lambda _request: answer_server_error(request)).process_exception(
        request, refusal
    )
    assert answer is not None
    assert answer.status_code == status
    assert answer.content.decode().count("</html>") == 1


def test_too_many_says_when_to_come_back() -> None:
    request = RequestFactory().get("/")
    answer = RefusalMiddleware(lambda _request: answer_server_error(request)).process_exception(
        request, TooMany()
    )
    assert answer is not None
    assert answer.headers["Retry-After"] == "60"


def test_who_has_to_join_first_is_led_there() -> None:
    request = RequestFactory().get("/")
    middleware = RefusalMiddleware(lambda _request: answer_server_error(request))
    answer = middleware.process_exception(request, JoinFirst("/accounts/?next=/x/"))
    assert answer is not None
    assert (answer.status_code, answer.headers["Location"]) == (303, "/accounts/?next=/x/")


def test_other_errors_are_left_to_others() -> None:
    request = RequestFactory().get("/")
    middleware = RefusalMiddleware(lambda _request: answer_server_error(request))
    assert middleware.process_exception(request, KeyError("x")) is None


def test_without_a_database_the_answer_is_503_in_plain_words() -> None:
    request = RequestFactory().get("/")
    try:
        raise OperationalError("connection refused: secret words")
    except OperationalError:
        answer = answer_server_error(request)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert answer.content.decode().count("secret words") == 0


def test_without_a_database_a_page_that_is_there_is_told_in_words() -> None:
    request = RequestFactory().post("/", headers={"HX-Request": "true"})
    try:
        raise OperationalError("connection refused: secret words")
    except OperationalError:
        answer = answer_server_error(request)
    assert (answer.status_code, answer["Content-Type"], answer["Retry-After"]) == (503, "text/plain", "10")
    assert answer.content.decode() == (
        "The site is busy or being mended. What you wrote is still here: wait half a minute and try again."
    )


def test_any_other_fault_is_500_without_its_words() -> None:
    request = RequestFactory().get("/")
    try:
        raise ValueError("secret words")
    except ValueError:
        answer = answer_server_error(request)
    assert answer.status_code == 500
    assert answer.content.decode().count("secret words") == 0


@pytest.mark.parametrize("address", ["/nowhere/", "/workshops/none/", "/workshops/community/ideas/x/y/z/"])
def test_what_is_not_there_has_a_page(visitor: Client, workshop: Workshop, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 404
    assert answer.templates[0].name == "404.html"


@pytest.mark.parametrize("address", ["/", "/privacy/", "/workshops/community/"])
@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_page_that_is_only_read_refuses_the_rest(
    visitor: Client, workshop: Workshop, address: str, method: str
) -> None:
    assert getattr(visitor, method)(address).status_code == 405


def test_the_page_for_a_wrong_method_arrives_whole(participant: Person) -> None:
    idea = make_idea(participant.membership.workshop)
    answer = participant.client.get(f"{idea.get_absolute_url()}vote/")
    assert answer.status_code == 405
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert answer.content.decode().count("<h1>That does not work like this</h1>") == 1


@pytest.mark.parametrize(("length", "packed"), [(SHORT - 1, False), (SHORT, True)])
def test_only_what_is_long_is_compressed(length: int, packed: bool) -> None:
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    answer = CompressPages(lambda _request: HttpResponse()).process_response(
        request, HttpResponse("x" * length)
    )
    assert ("Content-Encoding" in answer.headers) is packed
