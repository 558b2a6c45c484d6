"""Leaving PostgreSQL's own log behind: it keeps every row that was written, in order, to the microsecond.

The log (WAL) lies in parts of mostly 16 MB. What is needed after a crash begins at the last checkpoint; all
before it can go, unless somebody asked the server to keep it.
"""

from __future__ import annotations

from django.db import connection

# Parts that an earlier setting kept to be written over are used up one by one.
TRIES = 100
# What stands in the way, in the order in which it is said.
_OBSTACLES = """
SELECT CASE
  WHEN NOT has_function_privilege('pg_switch_wal()', 'EXECUTE')
    THEN 'EXECUTE on pg_switch_wal() is not granted'
  WHEN NOT pg_has_role('pg_checkpoint', 'USAGE') THEN 'pg_checkpoint is not granted'
  WHEN NOT pg_has_role('pg_monitor', 'USAGE') THEN 'pg_monitor is not granted'
  WHEN NOT (SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database())
    THEN 'the account does not own the database'
  WHEN current_setting('archive_mode') <> 'off' THEN 'the log is archived'
  WHEN current_setting('wal_recycle') <> 'off' THEN 'wal_recycle is on'
  ELSE '' END
"""
# The last part there is: the one being written, or one that an earlier setting kept to be written over.
_LAST = "SELECT max(name) FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}$'"
_LEFT = "SELECT EXISTS (SELECT FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{24}' AND name <= %s)"
_HOLDERS = """
SELECT CASE WHEN EXISTS (SELECT FROM pg_replication_slots WHERE restart_lsn IS NOT NULL)
  THEN 'a replication slot holds the log'
  WHEN current_setting('wal_keep_size') <> '0' THEN 'wal_keep_size is not 0' ELSE '' END
"""


def find_obstacle() -> str:
    """Return "" or, in words, what keeps this account from having the server's log deleted."""
    return str(_ask(_OBSTACLES)[0])


def leave_log_behind() -> str:
    """Have the server delete all that its log holds so far; return "" or, in words, why some of it stays.

    To be called when nothing is left to be written that must not be read there.
    """
    if obstacle := find_obstacle():
        return obstacle
    last = str(_ask(_LAST)[0])
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    try:
        return _leave(last)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET statement_timeout")


def _leave(last: str) -> str:
    if _end_part(last):
        return ""
    holder = str(_ask(_HOLDERS)[0])
    if holder or not any(_end_part(last) for _try in range(TRIES)):
        return holder or "the server keeps old parts of the log"
    return ""


def _end_part(last: str) -> bool:
    """Begin a new part, and note that all before it is safe; return whether all up to `last` is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_switch_wal()")
        cursor.execute("CHECKPOINT")
    return not _ask(_LEFT, last)[0]


def _ask(question: str, *values: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question, values or None)
        row: tuple[object, ...] = cursor.fetchone()
        return row
