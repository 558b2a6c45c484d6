"""Statements that PostgreSQL reads and plans once on each connection, not each time that they run.

For the few that run with every request: planning takes PostgreSQL longer than answering, and a cursor of
Django and psycopg takes Python longer than both. They are executed by psycopg's `pq`, and seen like others by
whoever watches Django's statements.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Connection, OperationalError, abc
from psycopg.abc import PyFormat
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, ExecStatus, TransactionStatus


class _Line:
    """What a connection has prepared, and what turns its answers into Python."""

    def __init__(self) -> None:
        # Prepared statements stay until the connection closes, whatever is rolled back.
        self.names: set[str] = set()
        # Not Django's, which loads times in Python.
        self.transformer: abc.Transformer = Transformer()


_lines: WeakKeyDictionary[Connection[Any], _Line] = WeakKeyDictionary()


class Prepared:
    """A statement with $1, $2 ... for its values, whose types are named as PostgreSQL names them.

    `write` returns its words; it is called when it first runs, since models are not there before.
    """

    def __init__(self, name: str, types: tuple[str, ...], write: Callable[[], str]) -> None:
        self._name, self._types, self._write = name, types, write
        self._id = name.encode()
        self._formats = [PyFormat.BINARY if one == "bytea" else PyFormat.TEXT for one in types]

    @cached_property
    def words(self) -> str:
        """The statement itself."""
        return self._write()

    def fetch_all(self, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values; raises what Django raises for a statement."""
        django = connections[DEFAULT_DB_ALIAS]
        django.close_if_health_check_failed()
        django.ensure_connection()
        django.validate_no_broken_transaction()
        run = partial(self._run, django.connection)
        for wrapper in reversed(django.execute_wrappers):
            run = partial(wrapper, run)
        if django.queries_logged:
            django.queries_log.append({"sql": self.words, "time": ""})
        with django.wrap_database_errors:
            return run(self.words, values, False, {"connection": django})

    def _run(
        self, line: Connection[Any], _words: str, values: Sequence[Any], *_rest: object
    ) -> list[tuple[Any, ...]]:
        transformer = self._prepare(line)
        # psycopg's types forget that a parameter may be nothing.
        parameters: Any = transformer.dump_sequence(values, self._formats)
        result = line.pgconn.exec_prepared(self._id, parameters, transformer.formats)
        if line.pgconn.status != ConnStatus.OK:
            raise OperationalError(line.pgconn.get_error_message())
        if result.status != ExecStatus.TUPLES_OK:
            raise error_from_result(result)
        transformer.set_pgresult(result)
        rows = transformer.load_rows(0, result.ntuples, tuple)
        transformer.set_pgresult(None)  # somebody's, and the connection is kept
        return rows

    def _prepare(self, line: Connection[Any]) -> abc.Transformer:
        known = _lines.get(line)
        if known is None:
            known = _lines[line] = _Line()
        if self._name not in known.names:
            line.execute(f"PREPARE {self._name} ({', '.join(self._types)}) AS {self.words}".encode())
            known.names.add(self._name)
        elif not line.autocommit and line.pgconn.transaction_status == TransactionStatus.IDLE:
            line.execute("SELECT")  # psycopg begins a transaction only with what it executes itself
        return known.transformer
