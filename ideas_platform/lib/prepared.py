"""Statements that PostgreSQL reads and plans once on each connection, not each time that they run.

For the few that run with every request: planning takes PostgreSQL longer than answering.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg import Connection

_by_name: dict[str, "Prepared"] = {}
# Which statements each connection has prepared. They stay there until it closes, whatever is rolled back.
_prepared: WeakKeyDictionary[Connection[Any], set[str]] = WeakKeyDictionary()


def find_words(executed: str) -> str:
    """Return the words of the statement that an EXECUTE runs; anything else is its own words."""
    verb, _space, rest = executed.partition(" ")
    return _by_name[rest.partition(" ")[0]].words if verb == "EXECUTE" else executed


class Prepared:
    """A statement with $1, $2 ... for its values, whose types are named as PostgreSQL names them.

    `write` returns its words; it is called when it first runs, since models are not there before.
    """

    def __init__(self, name: str, types: tuple[str, ...], write: Callable[[], str]) -> None:
        self._name, self._types, self._write = name, types, write
        _by_name[name] = self
        self._execute = f"EXECUTE {name} ({', '.join(['%s'] * len(types))})"

    @cached_property
    def words(self) -> str:
        """The statement itself."""
        return self._write()

    def fetch_all(self, *values: Any) -> list[tuple[Any, ...]]:
        """Return the rows for these values; raises what Django raises for a statement."""
        with connection.cursor() as cursor:
            self._prepare(connection.connection)
            cursor.execute(self._execute, values)
            return list(cursor.fetchall())

    def _prepare(self, line: Connection[Any]) -> None:
        names = _prepared.setdefault(line, set())
        if self._name not in names:
            with connection.wrap_database_errors:
                line.execute(f"PREPARE {self._name} ({', '.join(self._types)}) AS {self.words}".encode())
            names.add(self._name)
