"""Logs name neither person nor item."""

import logging

import pytest
from celery import Celery
from celery.app.trace import build_tracer
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
            "Forbidden: /workshops/london/declaration/2/abc123/verdict/",
            "Forbidden: /workshops/london/declaration/2/(idea)/verdict/",
        ),
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


def fail() -> None:
    """Fail with words that somebody wrote."""
    raise ValueError("Failing row contains (the text somebody wrote)")


def test_what_a_task_fails_with_is_not_in_the_log_of_the_worker(caplog: pytest.LogCaptureFixture) -> None:
    app = Celery("fails", set_as_current=False, broker="memory://")
    task = app.task(name="fails", shared=False)(fail)
    trace = build_tracer("fails", task, app=app)
    caplog.handler.addFilter(DiscreetFilter())
    logging.getLogger("celery").addHandler(caplog.handler)
    trace("1", [], {}, {})
    logging.getLogger("celery").removeHandler(caplog.handler)
    assert caplog.text.count("somebody wrote") == 0
    assert "raised unexpected: ValueError" in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    "message",
    [
        "Message Error: gone\n['  File \"a.py\", line 1, in <module>\\n    call(text)\\n']",
        'Message Error: gone\nTraceback (most recent call last):\n  File "a.py", line 1\n',
    ],
)
def test_a_list_of_calls_in_a_message_is_cut_off(message: str) -> None:
    assert clean(message) == "Message Error: gone"


def test_an_error_that_came_of_another_hides_the_words_of_both() -> None:
    try:
        try:
            fail()
        except ValueError as first:
            raise KeyError("what they voted") from first
    except KeyError as error:
        line = clean(f"{error!r} after {error.__cause__}", exc_info=error)
    assert line.startswith("KeyError after ValueError [KeyError at ")
