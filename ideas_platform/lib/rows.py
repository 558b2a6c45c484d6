"""Objects from statements written by hand, for the few that run with every request.

Django puts a query together anew each time it is asked, which takes far longer than PostgreSQL does to answer
it. Only for models whose columns need nothing done to them on the way in, as all plain types of PostgreSQL.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState

Row = TypeVar("Row", bound=Model)


@cache
def name_columns(model: type[Model], alias: str) -> str:
    """Return all columns of the model for a SELECT, in the order in which `make_object` wants them."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def make_object(model: type[Row], values: Sequence[Any]) -> Row:
    """Return the object that stands in a row of these values.

    Django's way (`from_db`) tells everybody who listens that it makes one, which takes three quarters of its
    time. For models to which nobody listens and that make nothing of themselves when they are made.
    """
    made = model.__new__(model)
    made._state = _make_state()
    made.__dict__.update(zip(_name_attributes(model), values, strict=True))
    return made


def copy_object(one: Row) -> Row:
    """Return another object of the same row, with the same relations loaded.

    What `copy.copy` does by way of all that pickling a model needs.
    """
    made = one.__new__(type(one))
    made.__dict__.update(one.__dict__)
    made._state = _make_state()
    made._state.fields_cache = {**one._state.fields_cache}
    return made


def _make_state() -> ModelState:
    state = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    return state


@cache
def _name_attributes(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def count_columns(model: type[Model]) -> int:
    """Return how many values `make_object` wants."""
    return len(_name_attributes(model))


@cache
def find_column(model: type[Model], name: str) -> int:
    """Return at which place `make_object` wants the value of this attribute."""
    return _name_attributes(model).index(name)
