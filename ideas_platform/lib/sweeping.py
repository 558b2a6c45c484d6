"""Leaving what was written before behind: dead rows, and the old order of a file."""

from __future__ import annotations

import time

from django.db import OperationalError, connection, transaction
from psycopg import sql

from ideas_platform.lib.rewriting import Table, run_statement

LOCK_PATIENCE = "1s"
LOCK_TRIES = 30
LOOK_EVERY = 0.2
_INDEX = "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = %s::regclass AND indisprimary"
# Who could still see what this transaction replaced: snapshots, prepared transactions, replicas. And who
# writes in another database of the server: they see nothing here, but our own snapshots are as old as they.
_OLDER = """
SELECT EXISTS (
    SELECT FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type <> 'autovacuum worker'
      AND (age(backend_xid) >= age(%(xid)s::xid)
        OR (age(backend_xmin) >= age(%(xid)s::xid)
          AND (datname = current_database() OR backend_type = 'walsender')))
) OR EXISTS (SELECT FROM pg_prepared_xacts WHERE age(transaction) >= age(%(xid)s::xid)
) OR EXISTS (SELECT FROM pg_replication_slots WHERE age(xmin) >= age(%(xid)s::xid))
"""


def wait_for_older(number: str, patience: float) -> bool:
    """Return whether nobody is left, within `patience` seconds, who began before this transaction ended."""
    end = time.monotonic() + patience
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_OLDER, {"xid": number})
            if not cursor.fetchone()[0]:
                return True
        if time.monotonic() >= end:
            return False
        time.sleep(LOOK_EVERY)


def put_in_order(table: Table, tries: int = LOCK_TRIES) -> None:
    """Write the table into a new file in key order (CLUSTER): dead rows stay behind with the old file.

    Readers wait for that long. Raises OperationalError where somebody holds the table for so many seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INDEX, [table.name])
        index = cursor.fetchone()[0]
    statement = sql.SQL("CLUSTER {} USING {}").format(sql.Identifier(table.name), sql.SQL(index))
    for last in [False] * (tries - 1) + [True]:
        try:
            with transaction.atomic():
                run_statement(sql.SQL("SET LOCAL lock_timeout = {}").format(sql.Literal(LOCK_PATIENCE)))
                run_statement(statement)
            return
        except OperationalError:
            if last:
                raise


def sweep(table: Table) -> None:
    """Remove dead rows from the pages of a table (VACUUM), while others read and write it."""
    run_statement(sql.SQL("SET statement_timeout = 0"))
    run_statement(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table.name)))
    run_statement(sql.SQL("RESET statement_timeout"))


def analyse(table: Table) -> None:
    """Let the planner look at the table anew."""
    run_statement(sql.SQL("ANALYZE {}").format(sql.Identifier(table.name)))
