"""Statements that PostgreSQL plans once on each connection."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ideas_platform.lib.planned_once import fetch_all

pytestmark = pytest.mark.django_db(transaction=True)
DOUBLE = "SELECT %s::integer * 2 AS twice, '100 %%' AS whole"


@pytest.fixture(params=[None, 2])
def threshold(request: pytest.FixtureRequest) -> Iterator[int | None]:
    """Have a new connection that keeps plans, as the web's does, or none, as behind a pooler."""
    connection.close()
    connection.ensure_connection()
    connection.connection.prepare_threshold = request.param
    yield request.param
    connection.close()


def count_plans() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%%AS twice%%'")
        return int(cursor.fetchone()[0])


def test_it_is_planned_once_for_all_values(threshold: int | None) -> None:
    assert [fetch_all(DOUBLE, [number]) for number in range(4)] == [[(2 * n, "100 %")] for n in range(4)]
    assert count_plans() == (0 if threshold is None else 1)


def test_who_watches_statements_sees_it(threshold: int | None) -> None:
    seen: list[str] = []

    def look(execute, sql, *given):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN202
        seen.append(sql)
        return execute(sql, *given)

    with CaptureQueriesContext(connection) as queries, connection.execute_wrapper(look):
        fetch_all(DOUBLE, [4])
    assert (len(queries), seen) == (1, [DOUBLE])


def test_it_fails_as_django_says_and_leaves_the_connection_good(threshold: int | None) -> None:
    for _time in range(3):
        with pytest.raises(DatabaseError):
            fetch_all("SELECT 1 / %s::integer AS twice", [0])
    assert fetch_all(DOUBLE, [1]) == [(2, "100 %")]


def test_it_belongs_to_the_transaction_around_it(threshold: int | None) -> None:
    keep = "INSERT INTO workshops_housekeeping (name, at, note) VALUES (%s, now(), '') RETURNING name"

    def keep_twice() -> None:
        with transaction.atomic():
            fetch_all(keep, ["one"])
            fetch_all(keep, ["one"])

    with pytest.raises(IntegrityError):
        keep_twice()
    assert fetch_all("SELECT name FROM workshops_housekeeping WHERE name = %s", ["one"]) == []
    assert fetch_all(keep, ["one"]) == [("one",)]


def test_a_connection_that_is_closed_is_opened_anew(threshold: int | None) -> None:
    connection.close()
    assert fetch_all(DOUBLE, [2]) == [(4, "100 %")]


def end_from_elsewhere() -> None:
    """End this connection as a restart of the server does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 60000)", [backend])
    other.close()


def begin_request() -> None:
    """Do what Django does at the beginning of each request, with a connection that is kept."""
    connection.close_at = None
    connection.close_if_unusable_or_obsolete()
    kept: Any = connection
    assert not kept.health_check_done


def test_the_first_of_a_request_finds_a_new_connection_where_the_server_has_ended_the_kept_one(
    threshold: int | None,
) -> None:
    end_from_elsewhere()
    begin_request()
    assert fetch_all(DOUBLE, [3]) == [(6, "100 %")]


def test_within_a_transaction_it_is_not_sent_again(threshold: int | None) -> None:
    def begin_and_lose() -> None:
        with transaction.atomic():
            end_from_elsewhere()
            fetch_all(DOUBLE, [3])

    with pytest.raises(DatabaseError):
        begin_and_lose()
    assert fetch_all(DOUBLE, [1]) == [(2, "100 %")]


def test_what_fails_on_a_good_connection_is_not_sent_again(threshold: int | None) -> None:
    begin_request()
    with CaptureQueriesContext(connection) as queries, pytest.raises(OperationalError, match="too large"):
        fetch_all("SELECT repeat('x', %s)", [2_000_000_000])
    assert len(queries) == 1
