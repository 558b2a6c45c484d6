"""What an attacker may hold: every row of every table with its header and place, and all else."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import redis
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.db import connection
from django.db.models import Model

from tests.anonymity.linkage.clock import Clock

HEADER, PLACE = "xmin", "ctid"
_ROWS = (
    "SELECT xmin::text::bigint, ((ctid::text::point)[0] * 65536 + (ctid::text::point)[1])::bigint, *"
    " FROM {} ORDER BY ctid"
)


@dataclass(frozen=True)
class Table:
    """All rows of a table in the order in which they lie, `xmin` and `ctid` (as a number) first."""

    name: str
    columns: list[str]
    rows: list[tuple[Any, ...]]

    def column(self, name: str) -> list[Any]:
        """Return the values of a column."""
        place = self.columns.index(name)
        return [row[place] for row in self.rows]


Dump = dict[str, Table]


# What ends a reader's letters: it stands for the reader, as the address does.
_ENDING = re.compile(r"(?<=/letters/)[\w-]+")


@dataclass(frozen=True)
class Letter:
    """A letter: to whom, and every word of it, its headers too, without what ends the reader's letters."""

    reader: str
    words: str


@dataclass
class Traces:
    """What lies outside the tables: lines of the logs with their moments, letters, Valkey, pages."""

    lines: list[tuple[datetime, str]] = field(default_factory=list)
    letters: list[Letter] = field(default_factory=list)
    broker: list[tuple[str, str, int]] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)


def dump(extra: tuple[str, ...] = ()) -> Dump:
    """Return all tables of the product, the limiter's too, and those named."""
    names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    return {name: read_table(name) for name in sorted({*names, "limiter_cache", *extra})}


def read_table(name: str) -> Table:
    """Return all rows of a table as they lie now."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS.format(name))
        columns = [HEADER, PLACE, *(column.name for column in cursor.description[2:])]
        return Table(name, columns, [tuple(map(_plain, row)) for row in cursor.fetchall()])


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def table_of(model: type[Model] | str) -> str:
    """Return the table of a model."""
    found = apps.get_model(model) if isinstance(model, str) else model
    return found._meta.db_table


class _Notes(logging.Handler):
    """Writes down what the product's own handler would print, with the simulated moment."""

    def __init__(self, clock: Clock, traces: Traces) -> None:
        super().__init__()
        self._clock, self._traces = clock, traces

    def emit(self, record: logging.LogRecord) -> None:
        self._traces.lines.append((self._clock.now, self.format(record)))


@contextmanager
def listening(clock: Clock, traces: Traces) -> Iterator[None]:
    """Keep every line that the product's loggers print while the block runs."""
    product = next(handler for handler in logging.getLogger("django").handlers if handler.filters)
    notes = _Notes(clock, traces)
    notes.filters = list(product.filters)
    notes.setFormatter(product.formatter)
    loggers = [logging.getLogger(name) for name in ("", "django", "celery")]
    for logger in loggers:
        logger.addHandler(notes)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(notes)


def read_broker() -> list[tuple[str, str, int]]:
    """Return every key in Valkey, the queues too, with its content and when it ends (-1: never)."""
    client = redis.Redis.from_url(settings.REDIS_URL)
    found = []
    for key in client.scan_iter():
        told = client.type(key)
        kind = told.decode() if isinstance(told, bytes) else told
        readers: dict[str, Any] = {
            "list": lambda key: client.lrange(key, 0, -1),
            "set": client.smembers,
            "zset": lambda key: client.zrange(key, 0, -1, withscores=True),
            "hash": client.hgetall,
        }
        content = readers.get(kind, client.get)(key)
        found.append((repr(key), repr(content), int(client.expiretime(key))))
    return found


def read_letters() -> list[Letter]:
    """Return the letters that were sent, in their sequence."""
    return [Letter(letter.to[0], _ENDING.sub("", _spell_letter(letter))) for letter in mail.outbox]


def _spell_letter(letter: Any) -> str:
    others = "\n".join(str(content) for content, _kind in letter.alternatives)
    return f"{letter.subject}\n{letter.extra_headers}\n{letter.body}\n{others}"
