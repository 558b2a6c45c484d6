"""What the report says of time: where statements come from, and what became of them since the release."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst

from ideas_platform.lib.dates import say_date
from results.published.edition import PublishedEdition, PublishedLineage


def describe_since(edition: PublishedEdition) -> dict[str, Any]:
    """Return the rows of both tables in the order of statements, what was dropped last; none for nothing."""
    numbers = {one.ref: one.number for _part, one in edition.list_statements()}
    places = {ref: place for place, ref in enumerate(numbers)}
    in_order = sorted(edition.lineage, key=lambda one: places.get(one.statement, len(places)))
    return {
        "lineage": [_describe_lineage(one, numbers) for one in in_order],
        "statuses": [
            [statement.number, capfirst(one.state_words), say_date(one.since), one.reason]
            for _part, statement in edition.list_statements()
            for one in statement.statuses
        ],
    }


def _describe_lineage(one: PublishedLineage, numbers: dict[str, str]) -> list[str]:
    now = numbers.get(one.statement, "")
    return [now or "–", capfirst(one.deed_words), one.previous_text or "–", one.reason]
