"""A clock for program and database alike, so that 21 days pass in minutes and nothing knows it.

PostgreSQL takes `now()` from the first schema of its search path that has one; the product's statements
run unchanged. What a column is filled with by default was bound to PostgreSQL's own clock when the column was
made: these defaults are bound anew, and back at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from django.db import connection

START = datetime(2031, 3, 3, 7, tzinfo=UTC)
_SET_UP = """
CREATE SCHEMA clock;
CREATE SCHEMA clock_store;
CREATE TABLE clock_store.shift (by interval);
INSERT INTO clock_store.shift VALUES ('0');
CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT pg_catalog.now() + by FROM clock_store.shift';
CREATE FUNCTION clock.statement_timestamp() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT pg_catalog.statement_timestamp() + by FROM clock_store.shift';
"""
_DEFAULTS = """
SELECT format('%I', relname), format('%I', attname), pg_get_expr(adbin, adrelid)
FROM pg_attrdef JOIN pg_class ON pg_class.oid = adrelid
    JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
WHERE relnamespace = 'public'::regnamespace AND pg_get_expr(adbin, adrelid) LIKE '%statement_timestamp()%'
"""
_TEAR_DOWN = "DROP SCHEMA IF EXISTS clock, clock_store CASCADE; RESET search_path"
_PATH = "SET search_path = clock, pg_catalog, public"
_MOVE = "UPDATE clock_store.shift SET by = %s - pg_catalog.clock_timestamp()"


class Clock:
    """What time it is in the simulation."""

    def __init__(self, traveller: time_machine.Traveller) -> None:
        self._traveller = traveller

    @property
    def now(self) -> datetime:
        """Return the simulated moment."""
        return datetime.now(UTC)

    def go_to(self, moment: datetime) -> None:
        """Let it be this moment, unless it is later already."""
        moment = max(moment, self.now)
        self._traveller.move_to(moment)
        _run(_MOVE, [moment])

    def wait(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self.go_to(self.now + timedelta(seconds=seconds))


@contextmanager
def simulated_time() -> Iterator[Clock]:
    """Let program and database start at START until the block ends."""
    name = connection.settings_dict["NAME"]
    _run(_TEAR_DOWN)
    _run(_SET_UP)
    _bind_defaults("clock")
    _run(f'ALTER DATABASE "{name}" {_PATH}')
    _run(_PATH)
    try:
        with time_machine.travel(START, tick=True) as traveller:
            clock = Clock(traveller)
            clock.go_to(START)
            yield clock
    finally:
        _run(f'ALTER DATABASE "{name}" RESET search_path')
        _bind_defaults("pg_catalog")
        _run(_TEAR_DOWN)


def _bind_defaults(schema: str) -> None:
    """Let the columns that are filled with the time of writing take it from this schema's clock."""
    with connection.cursor() as cursor:
        cursor.execute(_DEFAULTS)
        for table, column, words in cursor.fetchall():
            bound = re.sub(r"(\w+\.)?statement_timestamp", f"{schema}.statement_timestamp", words)
            cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {bound}")


def _run(statement: str, values: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
