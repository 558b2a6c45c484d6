"""What a test that commits leaves behind goes when it ends: rows of every table, and what Valkey counts."""

import os
from collections.abc import Generator

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.test import TransactionTestCase
from psycopg import sql
from redis import Redis

# Filled when the database is made, and the same for every test.
KEPT = ["django_migrations", "django_content_type", "auth_permission", "workshops_borough"]
# A table whose file has pages was written to; the others are as new. Those of no model are among them.
_WRITTEN = """
SELECT relname, pg_relation_size(oid) FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL(%s)
  AND pg_relation_size(oid) > 0 ORDER BY relname
"""
_MAY_DELETE = "SELECT has_parameter_privilege(current_user, 'session_replication_role', 'SET')"
# Bytes. Smaller files are read in no time, whatever was deleted in them.
_SMALL = 256 * 1024
# No trigger is asked: everything goes. Who still writes is waited for.
_DELETE = "SET LOCAL session_replication_role = replica; LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE; {}"


def empty_tables() -> None:
    """Empty every table that was written to, of a model or not. Where one has grown, all get new files.

    TRUNCATE makes new files for each table that refers to one of them, and for its indexes: five hundred
    files for a row of a workshop. To delete the few rows of a test takes a tenth of that.
    """
    with connection.cursor() as cursor:
        sizes = _find_written(cursor)
        cursor.execute(_MAY_DELETE)
        may_delete = cursor.fetchone()[0]
    if may_delete and max(sizes.values(), default=0) <= _SMALL:
        _delete_rows([sql.Identifier(table) for table in sizes])
    else:
        make_new_files()


def make_new_files() -> None:
    """Empty every table that was written to, and give it a new file, in which nothing was ever written."""
    with connection.cursor() as cursor:
        if written := _find_written(cursor):
            names = sql.SQL(", ").join(map(sql.Identifier, written))
            cursor.execute(sql.SQL("TRUNCATE {} CASCADE").format(names))


def _find_written(cursor: CursorWrapper) -> dict[str, int]:
    cursor.execute(_WRITTEN, [KEPT])
    return dict(cursor.fetchall())


def _delete_rows(tables: list[sql.Identifier]) -> None:
    if tables:
        each = sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(table) for table in tables)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.SQL(_DELETE).format(sql.SQL(", ").join(tables), each))


@pytest.fixture
def new_files(transactional_db: None) -> None:
    """Begin with new files, for a test that looks at what lies in them, or in which order."""
    make_new_files()


def empty_valkey() -> None:
    """Forget what was counted and kept in Valkey; each worker has a database of its own there."""
    with Redis.from_url(os.environ["REDIS_URL"]) as client:
        client.flushdb()


@pytest.fixture(autouse=True, scope="session")
def _leave_nothing_behind() -> Generator[None]:
    """Empty what tests that commit write to. Django would empty tables of models only, written to or not.

    What the migrations put in stays.
    """

    def clear(_test: TransactionTestCase) -> None:
        empty_tables()
        empty_valkey()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", clear)
        yield
