"""The page of one statement: what it stands on, where it comes from, what became of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from ideas.views.cached_fragments import render_cached
from results.domain.figures import list_streams
from results.domain.reading import Placed
from results.views.declaration.cards import (
    describe_statements,
    find_address,
    find_edition_address,
    say_status,
)
from results.views.declaration.changes import describe_change
from results.views.declaration.consultation import describe_consultation
from results.views.declaration.evidence import list_columns
from results.views.declaration.verdicts import describe_told
from results.views.declaration.visiting import Reading, describe_edition


def show_statement(request: HttpRequest, reading: Reading, placed: Placed) -> HttpResponse:
    """Show a statement with its evidence, what people said of it, and what the reader may say."""
    context = describe_edition(request, reading, placed.statement.text) | describe_statement(reading, placed)
    context |= describe_consultation(reading, placed) | describe_told(reading, placed)
    return render(request, "results/declaration/statement.html", context)


def describe_statement(reading: Reading, placed: Placed) -> dict[str, Any]:
    """Return what the page of a statement shows to everybody."""
    read, statement = reading.read, placed.statement
    order = list(read.placed.values())
    here = order.index(placed)
    neighbours = order[here - 1 : here] + order[here + 1 : here + 2]
    near = {one.number: describe_statements(read, [one])[0] for one in neighbours}
    return {
        "statement": describe_statements(read, [placed])[0],
        "foundation": placed.part.foundation,
        "foundation_number": placed.part.number,
        "foundation_address": find_address(read.edition, placed.part.foundation.slug),
        "edition_address": find_edition_address(read.edition),
        "figures": list_streams(read.sources.count(statement.pk)),
        "evidence": _print_evidence(reading, placed),
        "statuses": [say_status(one) for one in reversed(read.statuses.get(statement.pk, ()))],
        "changes": [describe_change(read, one) for one in read.changes if statement in one.now],
        "before": near[order[here - 1].number] if here else None,
        "after": near[order[here + 1].number] if here + 1 < len(order) else None,
    }


def _print_evidence(reading: Reading, placed: Placed) -> SafeString:
    """Return the evidence of a statement, printed once for each version of the workshop."""
    statement = placed.statement

    def describe() -> dict[str, Any]:
        columns = list_columns(reading.workshop, reading.read.sources, statement.pk)
        return {"columns": columns[:-1], "judgements": columns[-1].rows}

    name = (statement.pk,)
    printed = render_cached(reading.workshop, "results/declaration/_evidence.html", {name: describe})
    return printed[name]
