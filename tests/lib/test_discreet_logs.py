"""Logs name neither person nor item."""

import logging

import pytest
from django.db import DatabaseError, connection

from ideas_platform.lib.discreet_logs import DiscreetFilter


def clean(message: str, *args: object, exc_info: bool | BaseException = False) -> str:
    """Return what is left of a record in the log."""
    error = exc_info if isinstance(exc_info, BaseException) else None
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("django.request", logging.ERROR, "p", 1, message, args, info)
    assert DiscreetFilter().filter(record) is True
    return logging.Formatter().format(record)


@pytest.mark.parametrize(
    ("message", "left"),
    [
        ("Not Found: /workshops/london/ideas/abc123/", "Not Found: /workshops/london/ideas/(idea)/"),
        (
            "Forbidden: /workshops/london/ideas/abc123/vote/",
            "Forbidden: /workshops/london/ideas/(idea)/vote/",
        ),
        ("Mail to jo.smith@trust.example failed", "Mail to (address) failed"),
        ("Not Found: /privacy/x", "Not Found: /privacy/x"),
    ],
)
def test_addresses_of_people_and_ideas_are_left_out(message: str, left: str) -> None:
    assert clean(message) == left


def test_they_are_left_out_of_arguments_too() -> None:
    assert clean("%s: %s", "Gone", "/workshops/w/ideas/abc/") == "Gone: /workshops/w/ideas/(idea)/"


def test_an_error_is_named_without_its_words() -> None:
    try:
        raise ValueError("the text somebody wrote")
    except ValueError as error:
        line = clean("Internal Server Error", exc_info=error)
    assert line.startswith("Internal Server Error [ValueError at tests.lib.test_discreet_logs:")
    assert line.count("somebody wrote") == 0


@pytest.mark.django_db
def test_a_failed_statement_shows_neither_text_nor_tag() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT %s::integer", ["a very private sentence"])
    except DatabaseError as error:
        line = clean("Internal Server Error", exc_info=error)
    assert line.count("private") == 0
    assert line.count("DataError") == 1
