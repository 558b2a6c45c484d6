"""Statements that are planned once on each connection."""

import os
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from ideas_platform.lib.prepared import Prepared
from tests.written import list_written

pytestmark = pytest.mark.django_db(transaction=True)
double = Prepared("test_double", ("integer",), lambda: "SELECT $1 * 2 AS twice, '100 %' AS whole")


def list_prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements WHERE name LIKE 'test%'")
        return [name for (name,) in cursor.fetchall()]


@pytest.fixture(autouse=True)
def table() -> Iterator[None]:
    """Have a table to write to, on a connection that has prepared nothing yet."""
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept (number integer UNIQUE)")
    yield
    connection.close()


def test_it_is_prepared_when_it_first_runs_and_runs_as_one_statement() -> None:
    assert list_prepared() == []
    with CaptureQueriesContext(connection) as queries:
        assert [double.fetch_all(number) for number in (4, 5)] == [[(8, "100 %")], [(10, "100 %")]]
    assert len(queries) == 2
    assert list_prepared() == ["test_double"]


def test_another_connection_prepares_it_too() -> None:
    double.fetch_all(4)
    connection.close()
    assert double.fetch_all(5) == [(10, "100 %")]
    assert list_prepared() == ["test_double"]


def test_it_stays_where_its_first_transaction_is_rolled_back() -> None:
    def roll_back() -> None:
        with transaction.atomic():
            double.fetch_all(4)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        roll_back()
    assert list_prepared() == ["test_double"]
    assert double.fetch_all(5) == [(10, "100 %")]


def test_nothing_stands_for_nothing() -> None:
    assert double.fetch_all(None) == [(None, "100 %")]


def test_a_value_is_never_a_part_of_the_statement() -> None:
    text = Prepared("test_text", ("text",), lambda: "SELECT $1")
    words = "'); DROP TABLE kept; --"
    assert text.fetch_all(words) == [(words,)]


def test_what_fails_fails_as_anywhere_in_django() -> None:
    keep = Prepared("test_keep", ("integer",), lambda: "INSERT INTO kept VALUES ($1) RETURNING number")
    wrong = Prepared("test_wrong", ("integer",), lambda: "SELECT nothing + $1")
    keep.fetch_all(1)
    with pytest.raises(IntegrityError), transaction.atomic():
        keep.fetch_all(1)
    for _time in range(2):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong.fetch_all(1)
    assert keep.fetch_all(2) == [(2,)]


def test_who_watches_the_statements_learns_what_they_write() -> None:
    keep = Prepared("test_watched", ("integer",), lambda: "INSERT INTO kept VALUES ($1) RETURNING number")
    with CaptureQueriesContext(connection) as queries:
        keep.fetch_all(1)
    assert list_written(queries) == ["kept"]


def test_who_wraps_statements_may_refuse_this_one() -> None:
    def refuse(_execute: Any, words: str, values: Any, *_rest: Any) -> Any:
        raise RuntimeError(f"{words} with {values}")

    with (
        connection.execute_wrapper(refuse),
        pytest.raises(RuntimeError, match=r"twice, '100 %' AS whole with \(4"),
    ):
        double.fetch_all(4)
    assert double.fetch_all(5) == [(10, "100 %")]


def test_it_is_a_part_of_the_transaction_that_it_begins() -> None:
    keep = Prepared("test_first", ("integer",), lambda: "INSERT INTO kept VALUES ($1) RETURNING number")
    keep.fetch_all(1)
    with transaction.atomic():
        keep.fetch_all(2)
        transaction.set_rollback(True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM kept")
        assert cursor.fetchall() == [(1,)]


def test_in_a_transaction_that_has_failed_it_is_refused() -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            double.fetch_all(4)


def test_a_connection_that_goes_is_known_as_such_and_the_next_one_serves() -> None:
    """Which is answered by 503: the database may be there again at any moment."""
    double.fetch_all(4)
    with socket.socket(fileno=os.dup(connection.connection.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)
    for _time in range(2):
        with pytest.raises(OperationalError):
            double.fetch_all(4)
    connection.close_if_unusable_or_obsolete()
    assert double.fetch_all(5) == [(10, "100 %")]


def test_values_come_as_django_reads_them() -> None:
    kinds = {
        "uuid": UUID(int=7),
        "bytea": b"\x00\\ '",
        "timestamptz": datetime(2026, 7, 1, 12, 30, tzinfo=UTC),
        "date": date(2026, 7, 1),
        "smallint": -1,
        "boolean": True,
        "text": "Grüße, 'so' %s",
        "double precision": 0.1,
    }
    places = [f"${place} AS kind_{place}" for place in range(1, len(kinds) + 1)]
    all_kinds = Prepared("test_kinds", tuple(kinds), lambda: f"SELECT {', '.join(places)}")
    assert all_kinds.fetch_all(*kinds.values()) == [tuple(kinds.values())]
