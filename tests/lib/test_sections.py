"""Parts that one app adds to the pages of another."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils.safestring import SafeString, mark_safe

from ideas_platform.lib import sections


@pytest.fixture
def request_() -> HttpRequest:
    """Return a request for any page."""
    return RequestFactory().get("/")


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Forget what a test has registered."""
    yield
    sections._sections.pop("test page", None)
    sections._facts.pop("test page", None)


def first(_request: HttpRequest, subject: Any) -> SafeString:
    return mark_safe(f"first of {subject}")


def second(_request: HttpRequest, subject: Any) -> SafeString:
    return mark_safe(f"second of {subject}")


def nothing(_request: HttpRequest, _subject: Any) -> SafeString:
    return mark_safe("")


def test_a_page_prints_what_was_registered_for_it(request_: HttpRequest) -> None:
    sections.register("test page", first)
    assert sections.render_sections("test page", request_, "it") == ["first of it"]
    assert sections.render_sections("another page", request_, "it") == []


def test_the_smaller_order_comes_first(request_: HttpRequest) -> None:
    sections.register("test page", second, order=20)
    sections.register("test page", first, order=10)
    assert sections.render_sections("test page", request_, "it") == ["first of it", "second of it"]


def test_registering_twice_changes_nothing(request_: HttpRequest) -> None:
    sections.register("test page", first)
    sections.register("test page", first)
    assert sections.render_sections("test page", request_, "it") == ["first of it"]


def test_an_empty_section_leaves_no_gap(request_: HttpRequest) -> None:
    sections.register("test page", nothing)
    sections.register("test page", first)
    assert sections.render_sections("test page", request_, "it") == ["first of it"]


def test_what_is_known_about_a_page_is_put_together(request_: HttpRequest) -> None:
    sections.register_facts("test page", lambda _request, subject: {"a": subject})
    sections.register_facts("test page", lambda _request, _subject: {"b": 2})
    assert sections.collect_context("test page", request_, 1) == {"a": 1, "b": 2}
    assert sections.collect_context("another page", request_, 1) == {}
