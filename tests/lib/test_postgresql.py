"""A connection that is kept is known to be good without a statement."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connections

from ideas_platform.lib.postgresql.base import DatabaseWrapper


@pytest.fixture
def kept(db: None) -> Iterator[DatabaseWrapper]:
    """Return a second connection to the database of the tests, as a thread of the web keeps one."""
    kept = connections["default"].copy()
    assert isinstance(kept, DatabaseWrapper)
    with kept.cursor() as cursor:
        cursor.execute("SELECT 1")
    yield kept
    kept.close()


def find_server(kept: DatabaseWrapper) -> int:
    assert kept.connection is not None
    return int(kept.connection.info.backend_pid)


def find_last_start(kept: DatabaseWrapper) -> datetime:
    """Return when the server began to work on the last statement of the connection."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT query_start FROM pg_stat_activity WHERE pid = %s", [find_server(kept)])
        started: datetime = cursor.fetchone()[0]
    return started


def end(kept: DatabaseWrapper) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [find_server(kept)])
        assert cursor.fetchone()[0]


def begin_request(kept: DatabaseWrapper) -> int:
    """Do what Django does when a request begins, run a statement, and return who served it."""
    kept.close_if_unusable_or_obsolete()
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_a_good_connection_is_not_asked(kept: DatabaseWrapper) -> None:
    before = find_last_start(kept)
    assert kept.is_usable()
    assert find_last_start(kept) == before


def test_one_that_the_server_has_ended_is_found_out(kept: DatabaseWrapper) -> None:
    end(kept)
    assert not kept.is_usable()


def test_the_next_request_goes_on_with_it_where_it_is_good_and_else_with_another(
    kept: DatabaseWrapper,
) -> None:
    kept.close_at = None
    first = find_server(kept)
    assert begin_request(kept) == first
    end(kept)
    assert begin_request(kept) != first


def test_one_in_the_middle_of_something_is_not_usable(kept: DatabaseWrapper) -> None:
    assert kept.connection is not None
    with kept.connection.transaction():
        assert not kept.is_usable()
    assert kept.is_usable()


def test_one_that_is_closed_is_not_usable(kept: DatabaseWrapper) -> None:
    kept.close()
    assert not kept.is_usable()
