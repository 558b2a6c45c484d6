from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest
from django.db import connection as django_connection
from psycopg_pool import ConnectionPool

from ideas_platform.lib.pooled import PooledConnection


@pytest.fixture
def pooled(db: None) -> Iterator[PooledConnection]:
    parameters = django_connection.get_connection_params()
    where = {name: parameters[name] for name in ("host", "port", "user", "password") if name in parameters}
    with PooledConnection.connect(dbname="postgres", autocommit=True, **where) as pooled:
        yield pooled


def find_last_start(pooled: PooledConnection) -> datetime:
    """Return when the server began to work on the last statement of the connection."""
    with django_connection.cursor() as cursor:
        cursor.execute("SELECT query_start FROM pg_stat_activity WHERE pid = %s", [pooled.info.backend_pid])
        started: datetime = cursor.fetchone()[0]
    return started


def test_the_check_of_the_pool_sends_nothing_to_a_connection_that_is_good(pooled: PooledConnection) -> None:
    pooled.execute("SELECT 1")
    before = find_last_start(pooled)
    ConnectionPool.check_connection(pooled)
    assert find_last_start(pooled) == before


def test_a_connection_that_the_server_has_ended_is_found_out(pooled: PooledConnection) -> None:
    with django_connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pooled.info.backend_pid])
        assert cursor.fetchone()[0]
    with pytest.raises(psycopg.OperationalError):
        ConnectionPool.check_connection(pooled)


def test_any_other_statement_is_sent(pooled: PooledConnection) -> None:
    assert pooled.execute("SELECT %s::int + 1", [1]).fetchone() == (2,)


def test_a_connection_in_the_middle_of_something_is_asked(pooled: PooledConnection) -> None:
    with pooled.transaction():
        assert not pooled.is_silent
    assert pooled.is_silent
