"""Several items at once: the page that asks first, text by text, and what is said afterwards of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models.options import Options
from django.utils.translation import ngettext

from ideas.domain.warnings import warn_about
from moderation.admin.publishing import say_done, say_left
from moderation.domain.several import Row

# Before each item's key: the field of the form that holds what was seen of it.
SEEN = "seen-"


def describe_plan(kind: Options[Any], plan: Sequence[Row]) -> dict[str, Any]:
    """Return what the page says before anything happens: which texts, and what is left out and why."""
    chosen = [row for row in plan if not row.obstacle]
    left = [row for row in plan if row.obstacle]
    return {
        "rows": [{**_describe(row), "field": f"{SEEN}{row.item.pk}", "seen": row.seen} for row in chosen],
        "left": [_describe(row) for row in left],
        "number": _say_number(kind, len(chosen)),
        "left_number": say_left(kind, len(left)) if left else "",
    }


def describe_rows(kind: Options[Any], verdict: str, rows: Sequence[Row]) -> dict[str, Any]:
    """Return what the page says afterwards: the result of each row, and how many there are of both."""
    done = sum(not row.obstacle for row in rows)
    said = [say_done(kind, verdict, done)] if done else []
    if done < len(rows):
        said.append(say_left(kind, len(rows) - done))
    return {"results": [_describe(row) for row in rows], "said": said}


def _describe(row: Row) -> dict[str, Any]:
    texts = warn_about(title=getattr(row.item, "title", ""), body=row.item.body)
    return {"item": row.item, "texts": texts, "obstacle": row.obstacle}


def _say_number(kind: Options[Any], number: int) -> str:
    words = ngettext(
        "This will be done to %(number)d %(kind)s.", "This will be done to %(number)d %(kind)s.", number
    )
    return words % {
        "number": number,
        "kind": kind.verbose_name if number == 1 else kind.verbose_name_plural,
    }
