"""What a test that commits leaves behind goes when it ends: rows of every table, and what Valkey counts."""

import os
from collections.abc import Generator

import pytest
from django.db import connection
from django.test import TransactionTestCase
from psycopg import sql
from redis import Redis

# Filled when the database is made, and the same for every test.
KEPT = ["django_migrations", "django_content_type", "auth_permission"]
# A table whose file has pages was written to; the others are as new. Those of no model are among them.
_WRITTEN = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL(%s)
  AND pg_relation_size(oid) > 0 ORDER BY relname
"""


def empty_tables() -> None:
    """Empty every table that was written to, of a model or not, and give it a new file."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN, [KEPT])
        written = [name for (name,) in cursor.fetchall()]
        if written:
            names = sql.SQL(", ").join(map(sql.Identifier, written))
            cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))


def empty_valkey() -> None:
    """Forget what was counted and kept in Valkey; each worker has a database of its own there."""
    with Redis.from_url(os.environ["REDIS_URL"]) as client:
        client.flushdb()


@pytest.fixture(autouse=True, scope="session")
def _leave_nothing_behind() -> Generator[None]:
    """Empty what tests that commit write to. Django would empty tables of models only, written to or not."""

    def clear(_test: TransactionTestCase) -> None:
        empty_tables()
        empty_valkey()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", clear)
        yield
