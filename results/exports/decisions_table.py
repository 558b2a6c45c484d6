"""The public ledger of moderation: what was decided when and why, without item or member of staff."""

from moderation.models import Decision
from results.exports.tables import Table
from workshops.models import Workshop

COLUMNS = ("date", "verdict", "reason")


def make_decisions_table(workshop: Workshop) -> Table:
    """Return the decisions by day, within a day in no order that means anything."""
    decisions = Decision.objects.filter(workshop=workshop).order_by("decided_on", "verdict", "reason", "pk")
    return Table("decisions", COLUMNS, decisions.values_list("decided_on", "verdict", "reason").iterator())
