"""Parts of a workshop that are numbered from 1 on, such as its themes: added last, moved, closed up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F, Max, QuerySet

# More than there ever are: what numbers stand clear of while they change.
CLEAR = 5_000


def find_last_number(rows: QuerySet[Any]) -> int:
    """Return the highest number, 0 where there is none."""
    return rows.aggregate(last=Max("number"))["last"] or 0


def move(rows: QuerySet[Any], key: UUID, *, up: bool) -> None:
    """Let a row change places with the one before or after it; at the ends nothing happens."""
    order = _list(rows)
    if key not in order:
        return
    place = order.index(key)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        _number(rows, order)


def close_up(rows: QuerySet[Any]) -> None:
    """Number the rows from 1 on, in the order that they have."""
    _number(rows, _list(rows))


def _list(rows: QuerySet[Any]) -> list[UUID]:
    return list(rows.order_by("number").values_list("pk", flat=True))


def _number(rows: QuerySet[Any], order: list[UUID]) -> None:
    """Give them their numbers; no two have the same in between, which the database refuses."""
    rows.update(number=F("number") + CLEAR)
    for number, key in enumerate(order, start=1):
        rows.filter(pk=key).update(number=number)
