"""The public ledger of moderation, in the steps and under the rules of its page: no single decision."""

from __future__ import annotations

from collections.abc import Iterator

from moderation.domain.ledger import Ledger, read_ledger
from results.exports.tables import Cell, Table
from workshops.models import Workshop

COLUMNS = ("measure", "verdict", "reason", "number", "as_of")
TEXTS, MIDDLE, SHOWN_AGAIN = (
    "texts",
    "days until half were decided about",
    "tenths of hidden texts shown again",
)


def make_decisions_table(workshop: Workshop) -> Table:
    """Return what the page of the ledger tells; no rows before it tells anything."""
    return Table("decisions", COLUMNS, list(_list_rows(read_ledger(workshop))))


def _list_rows(ledger: Ledger) -> Iterator[tuple[Cell, ...]]:
    for verdict, number in ledger.verdicts.told.items():
        yield TEXTS, verdict, None, number, ledger.as_of
    for reason, number in ledger.reasons.told.items():
        yield TEXTS, None, reason, number, ledger.as_of
    for measure, told in ((MIDDLE, ledger.middle), (SHOWN_AGAIN, ledger.shown_again)):
        if told is not None:
            yield measure, None, None, told, ledger.as_of
