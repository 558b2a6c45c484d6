import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.db import OperationalError, connection

from ideas_platform.lib.rewriting import begin, describe_table
from ideas_platform.lib.sweeping import Turn, put_in_order, wait_for_older

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("new_files")]
PATIENCE = 0.3


@pytest.fixture(params=["here", "in another database"])
def writing(request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
    """Yield a connection to this database or another one of the server that is writing."""
    names = ("host", "port", "user", "password", "dbname")
    known = {name: value for name, value in connection.get_connection_params().items() if name in names}
    where = known if request.param == "here" else {**known, "dbname": "postgres"}
    with psycopg.connect(**where) as other:
        other.execute("SELECT pg_current_xact_id()")
        yield other


def test_who_began_before_and_writes_anywhere_is_waited_for(writing: psycopg.Connection) -> None:
    assert not wait_for_older(begin(), PATIENCE)
    writing.rollback()
    assert wait_for_older(begin(), 600)


def connect() -> psycopg.Connection:
    """Return another connection to this database that commits each statement."""
    names = ("host", "port", "user", "password", "dbname")
    known = {name: value for name, value in connection.get_connection_params().items() if name in names}
    return psycopg.connect(**known, autocommit=True)


def test_a_table_that_people_use_is_put_in_order_in_its_turn_and_nobody_is_held_up_for_it() -> None:
    table = describe_table("workshops_theme")
    done = threading.Event()

    def put() -> None:
        put_in_order(table, Turn(patience="50ms", tries=10_000))
        connection.close()
        done.set()

    with connect() as busy, connect() as other:
        busy.execute("BEGIN")
        busy.execute("LOCK TABLE workshops_theme IN ROW EXCLUSIVE MODE")
        thread = threading.Thread(target=put)
        thread.start()
        # Whoever comes meanwhile queues behind one try at most, and there are many.
        for _each in range(20):
            other.execute("SELECT count(*) FROM workshops_theme")
        assert not done.is_set()
        busy.execute("COMMIT")
        thread.join()
    assert done.is_set()


def test_a_table_that_is_never_free_is_given_up_in_the_end() -> None:
    with connect() as busy:
        busy.execute("BEGIN")
        busy.execute("LOCK TABLE workshops_theme IN ROW EXCLUSIVE MODE")
        with pytest.raises(OperationalError, match="lock timeout"):
            put_in_order(describe_table("workshops_theme"), Turn(patience="10ms", tries=2))
        busy.execute("ROLLBACK")
    put_in_order(describe_table("workshops_theme"))
