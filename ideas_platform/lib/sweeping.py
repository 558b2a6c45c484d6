"""Leaving what was written before behind: dead rows, and the old order of a file."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from django.db import OperationalError, connection
from psycopg import sql
from psycopg.errors import LockNotAvailable

from ideas_platform.lib.rewriting import Table, run_statement

LOOK_EVERY = 0.2
# Between two tries for a lock, in seconds: whoever queued behind the first gets through.
PAUSES = (0.1, 0.4)
_INDEX = "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = %s::regclass AND indisprimary"
# Who could still see what this transaction replaced: snapshots, prepared transactions, replicas. And who
# writes in another database of the server: they see nothing here, but our own snapshots are as old as they.
# PostgreSQL lets nobody wait for a VACUUM; an ANALYZE, autovacuum's too, sees old rows like any other reader.
_OLDER = """
SELECT EXISTS (
    SELECT FROM pg_stat_activity WHERE pid <> pg_backend_pid()
      AND pid NOT IN (SELECT pid FROM pg_stat_progress_vacuum)
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


@dataclass(frozen=True)
class Turn:
    """How long one waits for a table each time, as PostgreSQL writes it, and how often one tries.

    Whoever wants the table meanwhile waits as long.
    """

    patience: str = "1s"
    tries: int = 30


def put_in_order(table: Table, turn: Turn = Turn()) -> None:
    """Write the table into a new file in key order (CLUSTER): dead rows stay behind with the old file.

    Readers wait for that long. Raises OperationalError where the table is never free for long enough.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INDEX, [table.name])
        index = cursor.fetchone()[0]
    _in_turn(sql.SQL("CLUSTER {} USING {}").format(sql.Identifier(table.name), sql.SQL(index)), turn)


def forget_old_samples() -> None:
    """Write the planner's samples of all tables into a new file, without those that it replaced.

    Does nothing where this account does not own the database.
    """
    _in_turn(sql.SQL("VACUUM (FULL) pg_catalog.pg_statistic"), Turn(patience="300ms"))


def _in_turn(statement: sql.Composable, turn: Turn) -> None:
    """Execute a statement that wants a table for itself; raises OperationalError where it never gets it."""
    run_statement(sql.SQL("SET lock_timeout = {}").format(sql.Literal(turn.patience)))
    try:
        for number in range(turn.tries):
            if _try(statement, is_last=number + 1 == turn.tries):
                return
            time.sleep(random.uniform(*PAUSES))  # noqa: S311  # nosec B311
    finally:
        run_statement(sql.SQL("RESET lock_timeout"))


def _try(statement: sql.Composable, *, is_last: bool) -> bool:
    try:
        run_statement(statement)
    except OperationalError as error:
        if is_last or not isinstance(error.__cause__, LockNotAvailable):
            raise
        return False
    return True


def sweep(table: Table) -> None:
    """Remove dead rows from the pages of a table (VACUUM), while others read and write it."""
    run_statement(sql.SQL("SET statement_timeout = 0"))
    run_statement(sql.SQL("VACUUM (ANALYZE) {}").format(sql.Identifier(table.name)))
    run_statement(sql.SQL("RESET statement_timeout"))


def analyse(table: Table) -> None:
    """Let the planner look at the table anew."""
    run_statement(sql.SQL("ANALYZE {}").format(sql.Identifier(table.name)))
