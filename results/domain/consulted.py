"""The words of a consultation, for the design group alone, once a release has taken them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from results.models import Edition, StatementAnswer


def list_words(edition: Edition) -> dict[UUID, Sequence[tuple[str, str]]]:
    """Return for each statement what was answered, and the words, in an order that means nothing.

    Ordered by the words themselves: the order of rows would be that of their tags. One query.
    """
    answers = StatementAnswer.objects.filter(statement__edition=edition).exclude(shown_text="")
    labels = dict(StatementAnswer.Value.choices)
    found: dict[UUID, list[tuple[str, str]]] = {}
    for key, value, text in answers.values_list("statement", "counted", "shown_text"):
        found.setdefault(key, []).append((str(labels.get(value, "")), text))
    return {key: sorted(rows) for key, rows in found.items()}
