"""The words of a consultation, for the design group alone, once a release has taken them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from results.domain.covering import name_words
from results.models import Edition, StatementAnswer


class Words(NamedTuple):
    """What was answered, the words, and what names them in addresses."""

    value: str
    text: str
    key: str


def list_words(edition: Edition) -> dict[UUID, Sequence[Words]]:
    """Return for each statement what was answered, and the words, in an order that means nothing.

    Ordered by the words themselves: the order of rows would be that of their tags. One query.
    """
    answers = StatementAnswer.objects.filter(statement__edition=edition).exclude(shown_text="")
    labels = dict(StatementAnswer.Value.choices)
    found: dict[UUID, list[Words]] = {}
    for key, value, text in answers.values_list("statement", "counted", "shown_text"):
        said = Words(str(labels.get(value, "")), text, name_words(key, text))
        found.setdefault(key, []).append(said)
    return {key: sorted(rows) for key, rows in found.items()}
