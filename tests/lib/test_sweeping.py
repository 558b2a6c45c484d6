from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from ideas_platform.lib.rewriting import begin
from ideas_platform.lib.sweeping import wait_for_older

pytestmark = pytest.mark.django_db(transaction=True)
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
    assert wait_for_older(begin(), 5)
