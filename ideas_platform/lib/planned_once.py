"""Statements of every request and of the desk: psycopg has PostgreSQL plan them once on each connection.

Django puts values into the words of a statement, so that each is another one to psycopg. These send them
beside it, by psycopg's plain cursor inside Django's, which counts, logs and refuses them like any other.
Whether plans are kept is the connection's matter (`prepare_threshold`): behind a pooler none is.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from psycopg import Cursor

Row = TypeVar("Row", bound=Model)


def fetch_all(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement for these values; raises what Django raises for one.

    Where it is the first of a request, and finds that the server has ended the kept connection meanwhile, it
    is sent once more on a new one. Django would ask each time before, by a statement of its own.
    """
    kept: Any = connections[DEFAULT_DB_ALIAS]  # Django's types do not know whether it has been looked at
    if kept.health_check_done or kept.connection is None:
        return _fetch(kept, statement, values)
    try:
        rows = _fetch(kept, statement, values)
    except OperationalError:
        if kept.is_usable():
            raise
        kept.close()
        return _fetch(kept, statement, values)
    kept.health_check_done = True
    return rows


def _fetch(connection: BaseDatabaseWrapper, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    connection.ensure_connection()
    with connection.wrap_database_errors:
        plain: Any = Cursor(connection.connection)  # Django's types know its own cursors only
    wrap = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrap(plain) as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


@cache
def name_columns(model: type[Model], alias: str) -> str:
    """Return all columns of the model for a SELECT, in the order that `make_object` wants."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


@cache
def name_attributes(model: type[Model]) -> list[str]:
    """Return what the model calls these columns, in the same order."""
    return [field.attname for field in model._meta.concrete_fields]


def count_columns(model: type[Model]) -> int:
    """Return how many columns `name_columns` names."""
    return len(model._meta.concrete_fields)


def make_object(model: type[Row], values: Sequence[Any]) -> Row:
    """Return the object that stands in a row of these values."""
    return model.from_db(DEFAULT_DB_ALIAS, name_attributes(model), values)
